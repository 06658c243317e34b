import { render } from '@testing-library/react';
import { App } from '../app/App';
import { FakeEventSource } from './fakeEventSource';
import { FakeServer, ok } from './fakeServer';
import {
  completed,
  connection,
  history,
  historyRun,
  proof,
  session,
  syncLog,
  syncStatus,
} from './samples';

/** A server with a signed-in operator and one finished, proven run of org_demo. */
export function demoServer(): FakeServer {
  FakeEventSource.install();
  return new FakeServer()
    .on('GET session', ok(session()))
    .on('POST session', { status: 204 })
    .on('DELETE session', { status: 204 })
    .on('GET cliniko/status/org_demo', ok(connection()))
    .on('GET sync-status/org_demo', ok(syncStatus()))
    .on('GET sync/history/org_demo', ok(history(historyRun())))
    .on('GET cliniko/sync-logs/org_demo', ok({ logs: [syncLog()] }))
    .on(
      'GET sync/progress/sync_1',
      ok(completed({ sync_id: 'sync_1', started_at: historyRun().started_at })),
    )
    .on('GET sync/proof/sync_1', ok(proof()));
}

/** The same server before the first run. */
export function freshServer(): FakeServer {
  return demoServer()
    .on(
      'GET cliniko/status/org_demo',
      ok(
        connection({
          last_sync: null,
          total_patients: 0,
          credentials_valid: false,
          api_region: null,
        }),
      ),
    )
    .on(
      'GET sync-status/org_demo',
      ok(
        syncStatus({
          status: 'never_synced',
          last_successful_sync: null,
          last_successful_sync_human: null,
          data_freshness: 'stale',
        }),
      ),
    )
    .on('GET sync/history/org_demo', ok(history()))
    .on('GET cliniko/sync-logs/org_demo', ok({ logs: [] }));
}

export const openPanel = (linkToken?: string) => render(<App linkToken={linkToken} env="test" />);
