import { vi } from 'vitest';

export interface Reply {
  status: number;
  body?: unknown;
}

type Answer = (body: unknown) => Reply | Promise<Reply>;

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const problem = (status: number, detail: string, details: object = {}): Reply => ({
  status,
  body: {
    type: 'urn:syncledger:problem',
    title: 'Refused',
    status,
    detail,
    error: 'Refused',
    details,
  },
});

/** Replaces the network: responds to the panel's requests and records them. */
export class FakeServer {
  readonly calls: { route: string; query: string; body: unknown }[] = [];
  private readonly answers = new Map<string, Answer>();

  constructor() {
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.fetch(path, init));
  }

  /** `route` is like "GET sync-status/org_demo"; a later response replaces an earlier one. */
  on(route: string, answer: Reply | Answer): this {
    this.answers.set(route, typeof answer === 'function' ? answer : () => answer);
    return this;
  }

  bodiesOf(route: string): unknown[] {
    return this.calls.filter((call) => call.route === route).map((call) => call.body);
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const [address = '', query = ''] = path.split('?');
    const route = `${init.method ?? 'GET'} ${address.replace(/^api\/v1\//, '')}`;
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    this.calls.push({ route, query, body });
    const answer = this.answers.get(route) ?? (() => problem(404, `No such path: ${route}`));
    const reply = await answer(body);
    return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
      status: reply.status,
    });
  }
}
