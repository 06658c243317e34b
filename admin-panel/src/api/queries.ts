import { QueryClient, queryOptions } from '@tanstack/react-query';
import {
  readConnection,
  readHistory,
  readProgress,
  readProof,
  readSyncLogs,
  readSyncStatus,
} from './endpoints';
import { ApiProblem } from './http';
import { hasEnded } from './runs';
import type { RunStatus } from './types';

const SECONDS = 1000;
const RUNS_SHOWN = 10;
const OVERVIEW_REFRESH = 15 * SECONDS;
const PROOF_REFRESH = 2 * SECONDS;
/** How often a proof is refetched while the last events of its run are still being processed. */
const PROOF_ATTEMPTS = 10;
const ATTEMPTS_MAX = 20;

/** Retries transient errors twice; other errors are final. */
const passing = (failures: number, problem: Error): boolean =>
  failures < 2 && !(problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500);

/** Also retries a 404: the proof of a new run is missing until its first event is projected. */
const notYetThere = (failures: number, problem: Error): boolean =>
  problem instanceof ApiProblem && problem.status === 404
    ? failures < PROOF_ATTEMPTS
    : passing(failures, problem);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: passing, staleTime: SECONDS },
      mutations: { retry: false },
    },
  });

/** The key prefix of everything about an organisation, for refreshing it all at once. */
export const overviewKey = (org: string) => ['overview', org] as const;

export const connectionQuery = (org: string) =>
  queryOptions({
    queryKey: [...overviewKey(org), 'connection'],
    queryFn: () => readConnection(org),
    refetchInterval: OVERVIEW_REFRESH,
  });

export const syncStatusQuery = (org: string) =>
  queryOptions({
    queryKey: [...overviewKey(org), 'sync-status'],
    queryFn: () => readSyncStatus(org),
    refetchInterval: OVERVIEW_REFRESH,
  });

export const historyQuery = (org: string) =>
  queryOptions({
    queryKey: [...overviewKey(org), 'history'],
    queryFn: () => readHistory(org, RUNS_SHOWN),
    refetchInterval: OVERVIEW_REFRESH,
  });

export const syncLogsQuery = (org: string) =>
  queryOptions({
    queryKey: [...overviewKey(org), 'logs'],
    queryFn: () => readSyncLogs(org, RUNS_SHOWN),
    refetchInterval: OVERVIEW_REFRESH,
  });

/** When the first attempt of a retried run started; there are at most twenty attempts. */
export const chainBeganQuery = (retryOf: string) =>
  queryOptions({
    queryKey: ['chain-began', retryOf],
    queryFn: async () => {
      let run = await readProgress(retryOf);
      for (let left = ATTEMPTS_MAX; run.retry_of != null && left > 0; left--) {
        run = await readProgress(run.retry_of);
      }
      return run.started_at;
    },
    staleTime: Infinity,
  });

/** Keyed by whether the run has ended: a proof changes during the run and is final afterwards. */
export const proofQuery = (syncId: string, status: RunStatus) =>
  queryOptions({
    queryKey: ['proof', syncId, hasEnded(status)],
    queryFn: () => readProof(syncId),
    retry: notYetThere,
    retryDelay: SECONDS,
    refetchInterval: ({ state }) => {
      if (!hasEnded(status)) return PROOF_REFRESH;
      const late = state.data?.verdict === 'not_finished';
      return late && state.dataUpdateCount < PROOF_ATTEMPTS ? SECONDS : false;
    },
  });
