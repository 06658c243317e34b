import type { ProblemBody } from './types';

/** What the API (or the way to it) answered instead of the wanted body. Status 0: no answer at all. */
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

/** The address of an endpoint, relative to the page, so that a proxy may serve both under a path. */
export const address = (path: string): string => `api/v1/${path}`;

/** The only place that calls fetch; resolves with the body, or rejects with an {@link ApiProblem}. */
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

/** A proxy in between may answer with a page of its own, which has nothing to show a person. */
async function problemBody(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return { status: response.status };
  }
}
