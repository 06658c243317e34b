package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run as a row of {@code sync_logs} and an entry of {@code GET
 * /api/v1/cliniko/sync-logs/{organization_id}}.
 */
@Serdeable
public record LogView(
    long id,
    String syncId,
    String organizationId,
    String operationType,
    String status,
    Instant startedAt,
    @Nullable Instant completedAt,
    long recordsProcessed,
    long recordsSuccess,
    long recordsFailed,
    LogMetadata metadata,
    @Nullable String errorDetails) {

  private static final long IDS_PER_MILLISECOND = 1_000;

  public static LogView of(RunState run) {
    var work = run.progress();
    return new LogView(
        id(run),
        run.syncId().value(),
        run.organizationId().value(),
        operationType(run),
        run.status().toString(),
        run.startedAt(),
        run.endedAt(),
        work.sum(ResourceProgress::processed),
        work.sum(ResourceProgress::stored),
        work.sum(ResourceProgress::rejected),
        LogMetadata.of(run, operationType(run)),
        RunErrors.failureMessage(run));
  }

  /**
   * A number that grows with the start of runs and is derived from the log alone, so that a rebuilt
   * view has the same ids. It fits into a JavaScript number. Runs that start in the same
   * millisecond may share one; {@code sync_id} is the key.
   */
  private static long id(RunState run) {
    return run.startedAt().toEpochMilli() * IDS_PER_MILLISECOND
        + Math.floorMod(run.syncId().value().hashCode(), IDS_PER_MILLISECOND);
  }

  private static String operationType(RunState run) {
    var started = run.started();
    return started == null ? "unknown" : started.operationType();
  }
}
