package io.syncledger.query.runs;

import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.BulkWriter;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.TopicRecord;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Projects {@code sync.runs} into the table {@code sync_logs}. */
@Singleton
final class RunProjection implements Projection<RunState> {
  private static final String UPSERT =
      BulkWriter.upsertNewer("sync_logs", Row.class, "organization_id", "sync_id", "service");

  private record Row(
      String organizationId,
      String service,
      String syncId,
      long id,
      String operationType,
      String status,
      Instant startedAt,
      @Nullable Instant completedAt,
      long recordsProcessed,
      long recordsSuccess,
      long recordsFailed,
      LogMetadata metadata,
      @Nullable String errorDetails,
      Instant createdAt,
      @Nullable String syncType,
      boolean byWebhook,
      @Nullable Long durationMs,
      HistoryView.Entry historyEntry,
      RunState state,
      int sourcePartition,
      long sourceOffset) {

    static Row of(TopicRecord<RunState> record) {
      var run = record.value();
      var log = LogView.of(run);
      var started = run.started();
      return new Row(
          log.organizationId(),
          run.service().value(),
          run.syncId().value(),
          log.id(),
          log.operationType(),
          log.status(),
          log.startedAt(),
          log.completedAt(),
          log.recordsProcessed(),
          log.recordsSuccess(),
          log.recordsFailed(),
          log.metadata(),
          log.errorDetails(),
          log.startedAt(),
          started == null ? null : started.syncType().toString(),
          started != null
              && (started.trigger() == Trigger.WEBHOOK || started.syncType() == SyncType.WEBHOOK),
          log.completedAt() == null ? null : run.duration().toMillis(),
          HistoryView.Entry.of(run),
          run,
          record.partition(),
          record.offset());
    }

    List<String> key() {
      return List.of(organizationId, syncId, service);
    }
  }

  @Override
  public Topic<RunState> topic() {
    return Topics.RUNS;
  }

  @Override
  public Set<String> project(Connection transaction, List<TopicRecord<RunState>> records)
      throws SQLException {
    var rows = TopicRecord.latestPerKey(records, Row::of, Row::key);
    BulkWriter.write(transaction, UPSERT, rows);
    return rows.stream().map(Row::organizationId).collect(Collectors.toSet());
  }
}
