import type { ProblemBody } from './types';

/** An error response from the API or from a proxy. Status 0 means that there was no response. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.detail ?? body.error ?? body.title ?? `The server answered ${status}`);
  }

  get code(): string | undefined {
    return this.body.details?.error_code;
  }

  get type(): string | undefined {
    return this.body.details?.error_type;
  }
}

/** The URL of an endpoint, relative to the page, so that a proxy can serve both under a path. */
export const address = (path: string): string => `api/v1/${path}`;

/** The only place that calls fetch. Resolves with the body or rejects with an {@link ApiProblem}. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body);
  if (!response.ok) {
    throw new ApiProblem(response.status, await problemBody(response));
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(address(path), {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiProblem(0, { title: 'No connection', detail: 'The server cannot be reached.' });
  }
}

/** A proxy may respond with an HTML page of its own, which is of no use here. */
async function problemBody(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return { status: response.status };
  }
}
