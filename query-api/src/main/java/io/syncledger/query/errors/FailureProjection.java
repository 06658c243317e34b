package io.syncledger.query.errors;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.BulkWriter;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.TopicRecord;
import io.syncledger.query.runs.RunErrors;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Projects the failures in {@code sync.runs} into the table {@code run_failures}. The view {@code
 * sync_errors} adds what follows from other runs: whether a later attempt has succeeded.
 */
@Singleton
final class FailureProjection implements Projection<RunState> {
  private static final String UPSERT =
      BulkWriter.upsertNewer("run_failures", Row.class, "organization_id", "id", "service");

  /**
   * One failure.
   *
   * @param id of the event that ended the run
   * @param retryCount how many attempts came before
   * @param nextRetryAt when the next attempt was due; null when there was to be none
   */
  private record Row(
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

  @Override
  public Topic<RunState> topic() {
    return Topics.RUNS;
  }

  @Override
  public Set<String> project(Connection transaction, List<TopicRecord<RunState>> records)
      throws SQLException {
    var latest = TopicRecord.latestPerKey(records, record -> record, record -> key(record.value()));
    BulkWriter.write(
        transaction, UPSERT, latest.stream().flatMap(FailureProjection::failure).toList());
    return Set.of();
  }

  private static List<String> key(RunState run) {
    return List.of(run.organizationId().value(), run.syncId().value(), run.service().value());
  }

  /** The failure of a run, if it failed. */
  private static Stream<Row> failure(TopicRecord<RunState> record) {
    var run = record.value();
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
            Objects.requireNonNull(RunErrors.failureCode(run)),
            Objects.requireNonNull(RunErrors.failureMessage(run)),
            failure == null ? null : failure.httpStatus(),
            failure == null || failure.retryable(),
            started == null ? 0 : started.attempt() - 1,
            retry == null ? null : retry.nextRetryAt(),
            ending.envelope().occurredAt(),
            record.partition(),
            record.offset()));
  }
}
