import { hasEnded } from '../api/runs';
import type { HistoryRun, Progress } from '../api/types';

/** This page starts and follows syncs of Cliniko; runs of other services have rows in the table only. */
export const isFollowed = ({ service }: { service?: string }): boolean =>
  service === undefined || service === 'cliniko';

/**
 * The later of two reports of one run. Reports come by stream and by request and may overtake each
 * other: the figure shown never goes backwards, and an ended run stays ended.
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

/** After its end a run can only be told that it will be tried again. */
function announced(known: Progress, report: Progress): Progress {
  const { next_attempt, next_retry_at } = report;
  return known.next_retry_at == null && next_retry_at != null
    ? { ...known, next_attempt: next_attempt ?? null, next_retry_at }
    : known;
}

/** The run that the page shows; without a start time it was just started and has not reported yet. */
export interface FollowedRun {
  syncId: string;
  startedAt?: string;
}

export const asFollowed = (run: Progress | HistoryRun): FollowedRun => ({
  syncId: run.sync_id,
  startedAt: run.started_at,
});

/** Which of two runs to show: the later one, and above all the one that the person just started. */
export function laterRun(
  known: FollowedRun | undefined,
  other: FollowedRun | undefined,
): FollowedRun | undefined {
  if (known === undefined || other === undefined) return known ?? other;
  if (known.syncId === other.syncId) return known.startedAt === undefined ? other : known;
  if (known.startedAt === undefined || other.startedAt === undefined) return known;
  return Date.parse(other.startedAt) > Date.parse(known.startedAt) ? other : known;
}
