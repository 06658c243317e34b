package io.syncledger.events.fold;

import io.syncledger.events.ErrorType;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncType;
import io.syncledger.events.WireName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The health of one service of one organization, folded from the outcomes of its runs.
 *
 * @param consecutiveFailures failed or unproven runs since the last success; a cancelled run does
 *     not count
 * @param credentialsValid false from a rejection by the source until a run succeeds; null before
 *     either
 * @param totalDurationMs of successful and failed runs
 * @param totals records per resource in the local database after the last success
 * @param because the terminal events that explain it, oldest first, at most {@link #MAX_BECAUSE}
 */
public record Health(
    OrganizationId organizationId,
    ServiceName service,
    int consecutiveFailures,
    @Nullable Boolean credentialsValid,
    long successfulSyncs,
    long failedSyncs,
    long cancelledSyncs,
    long totalDurationMs,
    Instant lastSync,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastFailure,
    @Nullable Instant lastFull,
    @Nullable Instant lastIncremental,
    @Nullable String lastSyncToken,
    @Nullable String apiRegion,
    SortedMap<String, Long> totals,
    List<EventId> because) {

  public static final int MAX_BECAUSE = 10;

  public static final int MAX_TOTALS = 200;

  /** The number of consecutive failures that makes a service unhealthy. */
  public static final int UNHEALTHY_FAILURES = 3;

  /** A summary in one word. */
  public enum Status {
    HEALTHY,
    DEGRADED,
    UNHEALTHY,
    UNKNOWN;

    /** The wire form. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  public Health {
    totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    because = List.copyOf(because);
  }

  /** Applies the outcome of one more run. */
  public static Health apply(@Nullable Health health, RunOutcome outcome) {
    var before = health == null ? initial(outcome) : health;
    return switch (outcome.result()) {
      case SUCCESS -> before.succeeded(outcome);
      case FAILURE -> before.failed(outcome);
      case CANCELLED -> before.cancelled(outcome);
    };
  }

  private static Health initial(RunOutcome first) {
    return new Health(
        first.key().organizationId(),
        first.key().service(),
        0,
        null,
        0,
        0,
        0,
        0,
        first.endedAt(),
        null,
        null,
        null,
        null,
        null,
        first.apiRegion(),
        new TreeMap<>(),
        List.of());
  }

  private Health succeeded(RunOutcome run) {
    return new Health(
        organizationId,
        service,
        0,
        true,
        successfulSyncs + 1,
        failedSyncs,
        cancelledSyncs,
        totalDurationMs + run.duration().toMillis(),
        later(lastSync, run),
        later(lastSuccess, run),
        lastFailure,
        run.syncType() == SyncType.FULL ? later(lastFull, run) : lastFull,
        run.syncType() == SyncType.INCREMENTAL ? later(lastIncremental, run) : lastIncremental,
        run.syncToken() == null ? lastSyncToken : run.syncToken(),
        run.apiRegion() == null ? apiRegion : run.apiRegion(),
        merged(run.totals()),
        List.of(run.eventId()));
  }

  private Health failed(RunOutcome run) {
    return new Health(
        organizationId,
        service,
        consecutiveFailures + 1,
        run.errorType() == ErrorType.AUTHENTICATION_FAILED ? Boolean.FALSE : credentialsValid,
        successfulSyncs,
        failedSyncs + 1,
        cancelledSyncs,
        totalDurationMs + run.duration().toMillis(),
        later(lastSync, run),
        lastSuccess,
        later(lastFailure, run),
        lastFull,
        lastIncremental,
        lastSyncToken,
        run.apiRegion() == null ? apiRegion : run.apiRegion(),
        totals,
        failures(run.eventId()));
  }

  private Health cancelled(RunOutcome run) {
    return new Health(
        organizationId,
        service,
        consecutiveFailures,
        credentialsValid,
        successfulSyncs,
        failedSyncs,
        cancelledSyncs + 1,
        totalDurationMs,
        later(lastSync, run),
        lastSuccess,
        lastFailure,
        lastFull,
        lastIncremental,
        lastSyncToken,
        apiRegion,
        totals,
        because);
  }

  /** A run that is reported late does not move an instant back. */
  private static Instant later(@Nullable Instant known, RunOutcome run) {
    return known != null && known.isAfter(run.endedAt()) ? known : run.endedAt();
  }

  /** A service with too many resources keeps only the totals of its last success. */
  private SortedMap<String, Long> merged(Map<String, Long> newer) {
    var merged = new TreeMap<>(totals);
    merged.putAll(newer);
    return merged.size() > MAX_TOTALS ? new TreeMap<>(newer) : merged;
  }

  private List<EventId> failures(EventId latest) {
    var earlier = consecutiveFailures == 0 ? Stream.<EventId>empty() : because.stream();
    var all = Stream.concat(earlier, Stream.of(latest)).toList();
    return all.subList(Math.max(0, all.size() - MAX_BECAUSE), all.size());
  }

  public StreamKey key() {
    return new StreamKey(organizationId, service);
  }

  public Status status() {
    if (successfulSyncs + failedSyncs == 0) {
      return Status.UNKNOWN;
    }
    if (consecutiveFailures == 0) {
      return Status.HEALTHY;
    }
    return consecutiveFailures < UNHEALTHY_FAILURES ? Status.DEGRADED : Status.UNHEALTHY;
  }

  /** False from the third failure in a row. */
  public boolean isHealthy() {
    return consecutiveFailures < UNHEALTHY_FAILURES;
  }

  /** The mean of successful and failed runs; 0 before the first. */
  public long averageDurationMs() {
    long runs = successfulSyncs + failedSyncs;
    return runs == 0 ? 0 : totalDurationMs / runs;
  }
}
