import { QueryClient, queryOptions } from '@tanstack/react-query';
import {
  readConnection,
  readHistory,
  readProof,
  readSyncLogs,
  readSyncStatus,
} from './endpoints';
import { ApiProblem } from './http';

const SECONDS = 1000;
const RUNS_SHOWN = 10;
const OVERVIEW_REFRESH = 15 * SECONDS;
/** How often a proof is asked for again while the last events of an ended run are still on their way. */
const PROOF_ATTEMPTS = 30;

/** A refusal stays a refusal; only what may be a passing fault is asked for again, twice. */
const passing = (failures: number, problem: Error): boolean =>
  failures < 2 && !(problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { retry: passing, staleTime: SECONDS }, mutations: { retry: false } },
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

export const proofQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['proof', syncId],
    queryFn: () => readProof(syncId),
    refetchInterval: ({ state }) =>
      state.data?.verdict === 'not_finished' && state.dataUpdateCount < PROOF_ATTEMPTS
        ? SECONDS
        : false,
  });
