import { ApiProblem, request } from './http';
import type {
  ConnectionStatus,
  History,
  Progress,
  Proof,
  Session,
  StartReply,
  SyncLogs,
  SyncStatus,
} from './types';

const inPath = encodeURIComponent;

export const openSession = (token: string): Promise<void> => request('POST', 'session', { token });

export const readSession = (): Promise<Session> => request('GET', 'session');

export const closeSession = (): Promise<void> => request('DELETE', 'session');

export const readConnection = (org: string): Promise<ConnectionStatus> =>
  request('GET', `cliniko/status/${inPath(org)}`);

export const readSyncStatus = (org: string): Promise<SyncStatus> =>
  request('GET', `sync-status/${inPath(org)}`);

export const readHistory = (org: string, limit: number): Promise<History> =>
  request('GET', `sync/history/${inPath(org)}?limit=${limit}`);

export const readSyncLogs = (org: string, limit: number): Promise<SyncLogs> =>
  request('GET', `cliniko/sync-logs/${inPath(org)}?limit=${limit}`);

export const readProof = (syncId: string): Promise<Proof> =>
  request('GET', `sync/proof/${inPath(syncId)}`);

export const readProgress = (syncId: string): Promise<Progress> =>
  request('GET', `sync/progress/${inPath(syncId)}`);

export interface Started {
  syncId: string;
  /** Another run was already in progress; this is its id. */
  alreadyRunning: boolean;
}

/** Starts a sync of all patients, or returns the run that is already in progress. */
export async function startSync(org: string): Promise<Started> {
  try {
    const reply = await request<StartReply>('POST', `cliniko/sync-all/${inPath(org)}`);
    return { syncId: reply.sync_id, alreadyRunning: reply.sync_started === false };
  } catch (problem) {
    const running = problem instanceof ApiProblem ? problem.body.details?.sync_id : undefined;
    if (problem instanceof ApiProblem && problem.status === 409 && running !== undefined) {
      return { syncId: running, alreadyRunning: true };
    }
    throw problem;
  }
}
