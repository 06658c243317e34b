package io.syncledger.events.alert;

import io.syncledger.events.ErrorType;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncId;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The input of the alert rules, folded from the events of one service of one organization in the
 * order of the log. Every part is bounded, however long the log.
 *
 * @param first the first event
 * @param since when it happened
 * @param live runs that have not ended, at most {@link #MAX_LIVE_RUNS}
 * @param ended the ids of the latest ended runs, so that a repetition is recognised
 * @param durations of the latest successful runs
 * @param outcomes in buckets of ten minutes, of the latest 24 hours
 * @param failures of the latest failed runs
 * @param refused the latest run that failed because the source rejected the credentials
 * @param rejects of the latest run whose records were processed
 * @param drift as the latest consistency check found it
 */
public record RuleInput(
    OrganizationId organizationId,
    ServiceName service,
    EventId first,
    Instant since,
    List<RunState> live,
    List<SyncId> ended,
    @Nullable Health health,
    @Nullable Success lastSuccess,
    List<RunDuration> durations,
    List<OutcomeBucket> outcomes,
    List<Failure> failures,
    @Nullable Failure refused,
    @Nullable RejectionCount rejects,
    @Nullable Drift drift) {

  public static final int MAX_LIVE_RUNS = 50;
  public static final int MAX_ENDED_RUNS = 200;
  public static final int MAX_DURATIONS = 110;
  public static final int MAX_FAILURES = 10;

  /** A run without an event for this long counts as abandoned. */
  public static final Duration ABANDONED_AFTER = Duration.ofDays(7);

  /** A successful run and its end. */
  public record Success(EventId id, Instant at) {}

  /** The duration of a successful run. */
  public record RunDuration(EventId id, long millis) {}

  /**
   * @param errorType null when the run reported success but its events disagree
   */
  public record Failure(
      EventId id, Instant at, @Nullable ErrorType errorType, @Nullable String errorCode) {}

  /** The number of rejected records of a run. */
  public record RejectionCount(EventId id, long rejected, long processed) {}

  /**
   * @param id the check that found the differences
   * @param at when the latest check was, including checks during a sync, whose findings are ignored
   * @param differences by resource: how many more records there are locally
   */
  public record Drift(EventId id, Instant at, SortedMap<String, Long> differences) {
    public Drift {
      differences = Collections.unmodifiableSortedMap(new TreeMap<>(differences));
    }

    /**
     * A check during a sync reads half-written data: only the fact that it took place is recorded.
     */
    static Drift after(@Nullable Drift known, ConsistencyChecked check, boolean duringSync) {
      var at = check.envelope().occurredAt();
      if (known != null && !at.isAfter(known.at)) {
        return known;
      }
      if (known != null && duringSync) {
        return new Drift(known.id, at, known.differences);
      }
      var differences = new TreeMap<String, Long>();
      check
          .counts()
          .forEach(
              (resource, count) -> {
                if (count.source() != null && !duringSync) {
                  differences.put(resource, count.local() - count.source());
                }
              });
      return new Drift(check.envelope().id(), at, differences);
    }
  }

  /**
   * The runs that ended within ten minutes.
   *
   * @param start a multiple of ten minutes since the epoch
   */
  public record OutcomeBucket(Instant start, long succeeded, long failed) {
    private static final long SECONDS = 600;
    private static final Duration COUNTS = Duration.ofHours(24);

    static Instant startOf(Instant at) {
      return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), SECONDS) * SECONDS);
    }

    static Instant expiryOf(Instant at) {
      return startOf(at).plusSeconds(SECONDS).plus(COUNTS);
    }

    /** The buckets of a day with one more run; a cancelled run counts in none. */
    static List<OutcomeBucket> withOutcome(List<OutcomeBucket> buckets, RunOutcome outcome) {
      if (outcome.result() == RunOutcome.Result.CANCELLED) {
        return buckets;
      }
      boolean success = outcome.result() == RunOutcome.Result.SUCCESS;
      var start = startOf(outcome.endedAt());
      var byStart = new TreeMap<Instant, OutcomeBucket>();
      buckets.forEach(bucket -> byStart.put(bucket.start, bucket));
      byStart.merge(
          start,
          new OutcomeBucket(start, success ? 1 : 0, success ? 0 : 1),
          (a, b) -> new OutcomeBucket(a.start, a.succeeded + b.succeeded, a.failed + b.failed));
      var newest = byStart.lastKey();
      return byStart.values().stream()
          .filter(bucket -> newest.isBefore(bucket.expiresAt()))
          .toList();
    }

    /** When the latest of its runs is 24 hours ago. */
    Instant expiresAt() {
      return expiryOf(start);
    }
  }

  public RuleInput {
    live = List.copyOf(live);
    ended = List.copyOf(ended);
    durations = List.copyOf(durations);
    outcomes = List.copyOf(outcomes);
    failures = List.copyOf(failures);
  }

  public StreamKey key() {
    return new StreamKey(organizationId, service);
  }
}
