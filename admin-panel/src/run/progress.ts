import { hasEnded } from '../api/runs';
import type { HistoryRun, Progress } from '../api/types';

/** This page starts and follows Cliniko syncs; runs of other services only appear in the table. */
export const isFollowed = ({ service }: { service?: string }): boolean =>
  service === undefined || service === 'cliniko';

/**
 * The later of two updates about one run. Updates arrive over the stream and by polling and may
 * overtake each other: counts never go backwards, and an ended run stays ended.
 */
export function advance(known: Progress | undefined, report: Progress): Progress {
  if (known === undefined) return report;
  if (hasEnded(known.status)) return announced(known, report);
  if (hasEnded(report.status)) {
    return {
      ...report,
      progress_percentage: Math.max(known.progress_percentage, report.progress_percentage),
      records_processed: Math.max(known.records_processed, report.records_processed),
    };
  }
  const behind =
    report.progress_percentage < known.progress_percentage ||
    report.records_processed < known.records_processed ||
    (report.status === 'starting' && known.status === 'running');
  return behind ? known : report;
}

/** After its end, the only update about a run is a scheduled retry. */
function announced(known: Progress, report: Progress): Progress {
  const { next_attempt, next_retry_at } = report;
  return known.next_retry_at == null && next_retry_at != null
    ? { ...known, next_attempt: next_attempt ?? null, next_retry_at }
    : known;
}

/** The run that the page shows. It has no start time until its first update arrives. */
export interface FollowedRun {
  syncId: string;
  startedAt?: string;
}

export const asFollowed = (run: Progress | HistoryRun): FollowedRun => ({
  syncId: run.sync_id,
  startedAt: run.started_at,
});

/** Which of two runs to show: the one that the user just started, else the later one. */
export function laterRun(
  known: FollowedRun | undefined,
  other: FollowedRun | undefined,
): FollowedRun | undefined {
  if (known === undefined || other === undefined) return known ?? other;
  if (known.syncId === other.syncId) return known.startedAt === undefined ? other : known;
  if (known.startedAt === undefined || other.startedAt === undefined) return known;
  return Date.parse(other.startedAt) > Date.parse(known.startedAt) ? other : known;
}
