package io.syncledger.events.fold;

import io.syncledger.events.ErrorType;
import io.syncledger.events.EventId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, which health and metrics are computed from. A run has one outcome, however
 * often its events are delivered.
 *
 * @param eventId the terminal event
 * @param endedAt when the terminal event happened; decides in which windows the run counts
 * @param items records that the local database holds as the source has them
 * @param errorType null unless the run reported a failure
 * @param totals records per resource in the local database; empty unless the run succeeded
 * @param syncToken where the next incremental run can start; null unless the run succeeded and has
 *     one
 */
public record RunOutcome(
    StreamKey key,
    EventId eventId,
    Result result,
    @Nullable SyncType syncType,
    Instant endedAt,
    Duration duration,
    long items,
    @Nullable ErrorType errorType,
    @Nullable String apiRegion,
    Map<String, Long> totals,
    @Nullable String syncToken) {

  /** A completion that its events do not prove is a failure. */
  public enum Result {
    SUCCESS,
    FAILURE,
    CANCELLED
  }

  /** The outcome, if the change from one state to the next ended the run. */
  public static Optional<RunOutcome> between(@Nullable RunState before, RunState after) {
    boolean ended = after.status().ended() && (before == null || !before.status().ended());
    return ended ? Optional.of(of(after)) : Optional.empty();
  }

  private static RunOutcome of(RunState run) {
    SyncStarted started = run.started();
    var end = Objects.requireNonNull(run.endedAt(), "Only its last event ends a run");
    var completed =
        run.status() == RunStatus.COMPLETED && run.ending() instanceof SyncCompleted claim
            ? claim
            : null;
    return new RunOutcome(
        run.key(),
        run.lastEventId(),
        result(run.status()),
        started == null ? null : started.syncType(),
        end,
        run.duration(),
        run.progress().sum(ResourceProgress::stored),
        run.ending() instanceof SyncFailed failed ? failed.failure().errorType() : null,
        started == null ? null : started.apiRegion(),
        completed == null ? Map.of() : completed.totals(),
        completed == null ? null : completed.syncTokenAfter());
  }

  private static Result result(RunStatus status) {
    return switch (status) {
      case COMPLETED -> Result.SUCCESS;
      case CANCELLED -> Result.CANCELLED;
      case FAILED, STARTING, RUNNING -> Result.FAILURE;
    };
  }
}
