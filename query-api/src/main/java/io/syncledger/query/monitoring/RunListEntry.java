package io.syncledger.query.monitoring;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.query.HumanFormat;
import io.syncledger.query.runs.RunErrors;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of any service.
 *
 * @param syncType {@code unknown} when the run's start was never reported
 * @param status {@code started}, {@code success}, {@code failed} or {@code cancelled}
 * @param durationMs null until the run has ended
 * @param itemsProcessed stored or rejected so far
 * @param itemsPerSecond with one decimal; null until the run has ended
 */
@Serdeable
@Schema(name = "MonitoredRun")
public record RunListEntry(
    String syncId,
    String service,
    String syncType,
    String status,
    Instant startedAt,
    String startedAtHuman,
    @Nullable Instant completedAt,
    @Nullable Long durationMs,
    @Nullable String durationHuman,
    long itemsProcessed,
    @Nullable Double itemsPerSecond,
    @Nullable String errorMessage,
    @Nullable String errorCode,
    @Nullable String syncTokenBefore,
    @Nullable String syncTokenAfter) {

  public static RunListEntry of(RunState run, Instant now) {
    var started = run.started();
    boolean ended = run.status().ended();
    long items = run.progress().sum(ResourceProgress::processed);
    return new RunListEntry(
        run.syncId().value(),
        run.service().value(),
        started == null ? "unknown" : started.syncType().toString(),
        result(run.status()).toString(),
        run.startedAt(),
        HumanFormat.timeAgo(run.startedAt(), now),
        run.endedAt(),
        ended ? run.duration().toMillis() : null,
        ended ? HumanFormat.preciseDuration(run.duration()) : null,
        items,
        ended ? perSecond(items, run.duration().toMillis()) : null,
        RunErrors.failureMessage(run),
        RunErrors.failureCode(run),
        started == null ? null : started.syncTokenBefore(),
        run.ending() instanceof SyncCompleted completed ? completed.syncTokenAfter() : null);
  }

  private static RunFilter.Result result(RunStatus status) {
    return switch (status) {
      case STARTING, RUNNING -> RunFilter.Result.STARTED;
      case COMPLETED -> RunFilter.Result.SUCCESS;
      case FAILED -> RunFilter.Result.FAILED;
      case CANCELLED -> RunFilter.Result.CANCELLED;
    };
  }

  private static double perSecond(long items, long milliseconds) {
    return Math.floor(10_000.0 * items / Math.max(1, milliseconds)) / 10;
  }
}
