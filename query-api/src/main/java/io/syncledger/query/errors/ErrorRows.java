package io.syncledger.query.errors;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.query.projection.BulkWriter;
import io.syncledger.query.runs.RunErrorMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The failures of runs as rows of {@code run_failures}. The view {@code sync_errors} adds what
 * follows from other runs: whether one has made good the failure since.
 */
public final class ErrorRows {
  /** The code of a run that says it completed while its own events contradict it. */
  public static final String UNPROVEN = "UNPROVEN";

  private static final String UPSERT =
      BulkWriter.upsertNewer("run_failures", Row.class, "organization_id", "id", "service");

  /**
   * One failure.
   *
   * @param id of the event that ended the run
   * @param retryCount how many attempts came before
   * @param nextRetryAt when the next attempt was to begin; null when there was to be none
   */
  public record Row(
      String organizationId,
      String id,
      String service,
      String syncId,
      String errorType,
      String errorCode,
      String errorMessage,
      @Nullable Integer httpStatus,
      boolean retryable,
      int retryCount,
      @Nullable Instant nextRetryAt,
      Instant createdAt,
      int sourcePartition,
      long sourceOffset) {}

  private ErrorRows() {}

  /** The failure of a run, if it failed. */
  public static Stream<Row> of(RunState run, int sourcePartition, long sourceOffset) {
    var ending = run.ending();
    if (run.status() != RunStatus.FAILED || ending == null) {
      return Stream.empty();
    }
    var failure = ending instanceof SyncFailed failed ? failed.failure() : null;
    var started = run.started();
    var retry = run.retry();
    return Stream.of(
        new Row(
            run.organizationId().value(),
            ending.envelope().id().toString(),
            run.service().value(),
            run.syncId().value(),
            (failure == null ? ErrorType.INVALID_DATA : failure.errorType()).toString(),
            failure == null ? UNPROVEN : failure.errorCode(),
            Objects.requireNonNull(RunErrorMessages.failureMessage(run)),
            failure == null ? null : failure.httpStatus(),
            failure == null || failure.retryable(),
            started == null ? 0 : started.attempt() - 1,
            retry == null ? null : retry.nextRetryAt(),
            ending.envelope().occurredAt(),
            sourcePartition,
            sourceOffset));
  }

  public static void write(Connection transaction, Collection<Row> rows) throws SQLException {
    BulkWriter.write(transaction, UPSERT, rows);
  }
}
