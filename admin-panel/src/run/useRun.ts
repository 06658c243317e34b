import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { readProgress } from '../api/endpoints';
import { historyQuery, overviewKey } from '../api/queries';
import { hasEnded } from '../api/runs';
import { listen, type Connection } from '../api/stream';
import type { Progress } from '../api/types';
import { advance, asFollowed, isFollowed, laterRun, type FollowedRun } from './progress';

export interface Run {
  /** Undefined while no run is known. */
  syncId: string | undefined;
  /** Undefined until the first update about this run. */
  progress: Progress | undefined;
  /** True from the click on Start until the run ends. */
  active: boolean;
  connection: Connection;
  /** Why there are no updates. */
  problem: Error | null;
  follow: (syncId: string) => void;
}

const progressKey = (syncId: string | undefined) => ['progress', syncId] as const;

/**
 * The organisation's latest run, live. Updates arrive over the stream; slow polling keeps the page
 * correct when the stream is lost. Both go through {@link advance}.
 */
export function useRun(organization: string): Run {
  const client = useQueryClient();
  const [seen, setSeen] = useState<FollowedRun>();
  const [connection, setConnection] = useState<Connection>('connecting');

  const history = useQuery(historyQuery(organization)).data;
  const newest = history?.recent_syncs.find(isFollowed);
  const followed = laterRun(seen, newest && asFollowed(newest));
  const syncId = followed?.syncId;

  const onProgress = useCallback(
    (report: Progress) => {
      if (!isFollowed(report)) return;
      client.setQueryData<Progress>(progressKey(report.sync_id), (known) => advance(known, report));
      setSeen((known) => laterRun(known, asFollowed(report)));
    },
    [client],
  );
  useEffect(
    () => listen(organization, { onProgress, onConnection: setConnection }),
    [organization, onProgress],
  );

  const { data: progress, error: problem } = useQuery({
    queryKey: progressKey(syncId),
    queryFn: async () => {
      const report = await readProgress(syncId ?? '');
      return advance(client.getQueryData(progressKey(syncId)), report);
    },
    enabled: syncId !== undefined,
    retry: false,
    refetchInterval: ({ state }) => pollInterval(state.data, connection),
  });

  const ended = progress !== undefined && hasEnded(progress.status);
  const witnessed = seen?.syncId === syncId && syncId !== undefined;
  useEffect(() => {
    // The rest of the page depends on whether a run has just started or ended.
    if (witnessed) void client.invalidateQueries({ queryKey: overviewKey(organization) });
  }, [client, organization, syncId, witnessed, ended]);

  const follow = useCallback((started: string) => {
    setSeen({ syncId: started });
  }, []);
  const justStarted = syncId !== undefined && followed?.startedAt === undefined;
  const active = progress === undefined ? justStarted : !ended;
  return { syncId, progress, active, connection, problem, follow };
}

function pollInterval(known: Progress | undefined, connection: Connection): number | false {
  if (known === undefined) return 1000;
  if (hasEnded(known.status)) return false;
  return connection === 'open' ? 5000 : 2000;
}
