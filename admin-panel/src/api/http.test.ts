import { describe, expect, it, vi } from 'vitest';
import { FakeServer, ok, problem } from '../testing/fakeServer';
import { startSync } from './endpoints';
import { ApiProblem, request } from './http';

const rejection = async (promise: Promise<unknown>): Promise<ApiProblem> => {
  const error: unknown = await promise.then(
    () => new Error('resolved'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
};

describe('a request', () => {
  it('carries its body as JSON and gives back the reply', async () => {
    const server = new FakeServer().on('POST session', ok({ subject: 'demo' }));

    expect(await request('POST', 'session', { token: 'a.b.c' })).toEqual({ subject: 'demo' });
    expect(server.bodiesOf('POST session')).toEqual([{ token: 'a.b.c' }]);
  });

  it('that is refused tells the code and the words of the problem', async () => {
    new FakeServer().on(
      'GET session',
      problem(502, 'Unable to connect', {
        error_code: 'CLINIKO_API_TIMEOUT',
        error_type: 'source_unavailable',
      }),
    );

    const error = await rejection(request('GET', 'session'));
    expect(error).toMatchObject({
      status: 502,
      code: 'CLINIKO_API_TIMEOUT',
      type: 'source_unavailable',
      message: 'Unable to connect',
    });
  });

  it('answered by a page instead of JSON is still a problem with its status', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));

    expect(await rejection(request('GET', 'session'))).toMatchObject({ status: 502 });
  });

  it('that reaches nobody is a problem of status 0', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));

    expect(await rejection(request('GET', 'session'))).toMatchObject({ status: 0 });
  });
});

describe('starting a sync', () => {
  const route = 'POST cliniko/sync-all/org%2Fodd';

  it('names the new run, of an organisation of any name', async () => {
    new FakeServer().on(route, { status: 202, body: { sync_id: 'sync_2' } });
    expect(await startSync('org/odd')).toEqual({ syncId: 'sync_2', alreadyRunning: false });
  });

  it('names the run that is already going, whichever way the server says so', async () => {
    const running = { syncId: 'sync_1', alreadyRunning: true };
    const server = new FakeServer().on(route, problem(409, 'Running', { sync_id: 'sync_1' }));
    expect(await startSync('org/odd')).toEqual(running);

    server.on(route, ok({ sync_started: false, sync_id: 'sync_1' }));
    expect(await startSync('org/odd')).toEqual(running);
  });

  it('fails on a conflict that names no run', async () => {
    new FakeServer().on(route, problem(409, 'Conflict'));
    expect(await rejection(startSync('org/odd'))).toMatchObject({ status: 409 });
  });
});
