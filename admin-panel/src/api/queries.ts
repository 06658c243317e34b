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
/** How often a proof is asked for again while the last events of a run are still on their way. */
const PROOF_ATTEMPTS = 10;
const ATTEMPTS_MAX = 20;

/** A refusal stays a refusal; only what may be a passing fault is asked for again, twice. */
const passing = (failures: number, problem: Error): boolean =>
  failures < 2 && !(problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500);

/** The proof of a run that just started may be asked for before its first event was projected. */
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

/** Everything about an organisation, as one prefix that can be refreshed together. */
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

/** When the first attempt of a run that repeats another began; a chain has at most twenty. */
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

/** A run on its way has a proof that grows; the one of an ended run is another, and final. */
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
