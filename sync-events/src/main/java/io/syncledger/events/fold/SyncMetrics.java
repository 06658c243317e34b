package io.syncledger.events.fold;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one window. They are sums and a sketch only, so that windows can be merged and the
 * order of runs does not matter.
 *
 * @param totalItemsSynced records that successful runs stored or found up to date
 * @param totalDurationMs of successful and failed runs
 * @param durations of successful and failed runs, in milliseconds
 * @param lastUpdated the latest end of a run in the window
 */
public record SyncMetrics(
    MetricsKey key,
    long successfulSyncs,
    long failedSyncs,
    long cancelledSyncs,
    long totalItemsSynced,
    long totalDurationMs,
    DurationSketch durations,
    Instant lastUpdated) {

  /** Adds one more run to the window. */
  public static SyncMetrics add(@Nullable SyncMetrics metrics, MetricsKey key, RunOutcome run) {
    var one = of(key, run);
    return metrics == null ? one : metrics.merge(one);
  }

  private static SyncMetrics of(MetricsKey key, RunOutcome run) {
    boolean counts = run.result() != RunOutcome.Result.CANCELLED;
    boolean success = run.result() == RunOutcome.Result.SUCCESS;
    var duration = counts ? run.duration() : Duration.ZERO;
    return new SyncMetrics(
        key,
        success ? 1 : 0,
        run.result() == RunOutcome.Result.FAILURE ? 1 : 0,
        counts ? 0 : 1,
        success ? run.items() : 0,
        duration.toMillis(),
        counts ? DurationSketch.EMPTY.add(duration) : DurationSketch.EMPTY,
        run.endedAt());
  }

  /** The runs of both windows; associative and commutative. */
  public SyncMetrics merge(SyncMetrics other) {
    return new SyncMetrics(
        key,
        successfulSyncs + other.successfulSyncs,
        failedSyncs + other.failedSyncs,
        cancelledSyncs + other.cancelledSyncs,
        totalItemsSynced + other.totalItemsSynced,
        totalDurationMs + other.totalDurationMs,
        durations.merge(other.durations),
        lastUpdated.isAfter(other.lastUpdated) ? lastUpdated : other.lastUpdated);
  }

  public long totalSyncs() {
    return successfulSyncs + failedSyncs;
  }

  /** Failed runs among all that succeeded or failed, 0 to 1. */
  public double errorRate() {
    return totalSyncs() == 0 ? 0 : (double) failedSyncs / totalSyncs();
  }

  public long averageDurationMs() {
    return totalSyncs() == 0 ? 0 : totalDurationMs / totalSyncs();
  }
}
