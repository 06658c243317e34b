package io.syncledger.events.alert;

import io.syncledger.events.InvalidEventException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The limits beyond which the rules fire. The defaults are those of contract/events.md.
 *
 * @param stuckRunningSeconds a run younger than this is never stuck because of silence
 * @param stuckSilenceSeconds how long a run may send no event; an announced wait does not count
 * @param stuckTotalSeconds a run older than this is stuck in any case
 * @param consecutiveFailures how many runs must fail in a row
 * @param staleAfterSeconds time since the last success; null for {@code staleIntervals} times the
 *     interval
 * @param syncIntervalSeconds the expected interval of syncs
 * @param failureRate the share of runs in 24 h that may fail
 * @param failureRateSyncs the least number of runs in 24 h for the rate to count
 * @param slowAverageSeconds how long the last 10 successful runs may take on average
 * @param slowFactor how many times the median of the up to 100 runs before the last 10 may reach
 * @param rejectedShare the share of a run's records that may be rejected
 * @param driftRecords by how many records a local count may differ
 * @param holdSeconds by rule: how long it must fire before the alert does; without an entry the
 *     alert fires at once
 * @param disabled rules that never fire
 */
public record Thresholds(
    long stuckRunningSeconds,
    long stuckSilenceSeconds,
    long stuckTotalSeconds,
    int consecutiveFailures,
    @Nullable Long staleAfterSeconds,
    long syncIntervalSeconds,
    double staleIntervals,
    double failureRate,
    int failureRateSyncs,
    long slowAverageSeconds,
    double slowFactor,
    double rejectedShare,
    long driftRecords,
    SortedMap<String, Long> holdSeconds,
    SortedSet<Rule> disabled) {

  private static final long YEAR_SECONDS = 366L * 24 * 3600;

  /**
   * @throws InvalidEventException when a threshold makes no sense; names it as on the wire
   */
  public Thresholds {
    within("stuck_running_seconds", stuckRunningSeconds, 1, YEAR_SECONDS);
    within("stuck_silence_seconds", stuckSilenceSeconds, 1, YEAR_SECONDS);
    within("stuck_total_seconds", stuckTotalSeconds, 1, YEAR_SECONDS);
    within("consecutive_failures", consecutiveFailures, 1, 1000);
    within(
        "stale_after_seconds", staleAfterSeconds == null ? 1 : staleAfterSeconds, 1, YEAR_SECONDS);
    within("sync_interval_seconds", syncIntervalSeconds, 1, YEAR_SECONDS);
    within("stale_intervals", staleIntervals, 1.0, 1000.0);
    within("failure_rate", failureRate, 0.0, 1.0);
    within("failure_rate_syncs", failureRateSyncs, 1, 100_000);
    within("slow_average_seconds", slowAverageSeconds, 1, YEAR_SECONDS);
    within("slow_factor", slowFactor, 1.0, 1000.0);
    within("rejected_share", rejectedShare, 0.0, 1.0);
    within("drift_records", driftRecords, 0, Long.MAX_VALUE);
    holdSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(holdSeconds));
    holdSeconds.forEach(
        (rule, seconds) -> within("hold_seconds." + Rule.parse(rule), seconds, 0, YEAR_SECONDS));
    disabled = Collections.unmodifiableSortedSet(new TreeSet<>(disabled));
  }

  /** The defaults of contract/events.md for syncs at that interval. */
  public static Thresholds defaults(Duration syncInterval) {
    return new Thresholds(
        300,
        60,
        1800,
        3,
        null,
        syncInterval.toSeconds(),
        2,
        0.20,
        5,
        600,
        2,
        0.01,
        0,
        new TreeMap<>(Map.of()),
        new TreeSet<>());
  }

  private static void within(String name, long value, long least, long most) {
    require(value >= least && value <= most, name, least, most);
  }

  private static void within(String name, double value, double least, double most) {
    require(value >= least && value <= most, name, (long) least, (long) most);
  }

  private static void require(boolean valid, String name, long least, long most) {
    if (!valid) {
      throw new InvalidEventException(name, "must be from %d to %d".formatted(least, most));
    }
  }

  /** The time after the last success from which data is stale. */
  public Duration staleAfter() {
    return staleAfterSeconds == null
        ? Duration.ofSeconds(Math.round(syncIntervalSeconds * staleIntervals))
        : Duration.ofSeconds(staleAfterSeconds);
  }

  /** The time that a rule must fire before its alert does. */
  public Duration holdDuration(Rule rule) {
    return Duration.ofSeconds(holdSeconds.getOrDefault(rule.toString(), 0L));
  }

  /** The same thresholds with all other rules disabled. */
  public Thresholds only(Rule rule) {
    var others = new TreeSet<>(List.of(Rule.values()));
    others.remove(rule);
    return new Thresholds(
        stuckRunningSeconds,
        stuckSilenceSeconds,
        stuckTotalSeconds,
        consecutiveFailures,
        staleAfterSeconds,
        syncIntervalSeconds,
        staleIntervals,
        failureRate,
        failureRateSyncs,
        slowAverageSeconds,
        slowFactor,
        rejectedShare,
        driftRecords,
        holdSeconds,
        others);
  }
}
