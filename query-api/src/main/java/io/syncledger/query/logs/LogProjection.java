package io.syncledger.query.logs;

import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.errors.ErrorRows;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.Rows;
import io.syncledger.query.projection.States;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** {@code sync.runs} as the tables {@code sync_logs} and {@code sync_errors}. */
@Singleton
final class LogProjection implements Projection {
  private static final String UPSERT =
      """
      insert into sync_logs as old (organization_id, service, sync_id, id, operation_type, status,
        started_at, completed_at, records_processed, records_success, records_failed, metadata,
        error_details, created_at, state, source_partition, source_offset)
      select organization_id, service, sync_id, id, operation_type, status,
        started_at, completed_at, records_processed, records_success, records_failed, metadata,
        error_details, started_at, state, source_partition, source_offset
      from json_to_recordset(?::json) as new (organization_id text, service text, sync_id text,
        id bigint, operation_type text, status text, started_at timestamptz,
        completed_at timestamptz, records_processed bigint, records_success bigint,
        records_failed bigint, metadata jsonb, error_details text, state jsonb,
        source_partition integer, source_offset bigint)
      on conflict (organization_id, sync_id, service) do update set
        id = excluded.id, operation_type = excluded.operation_type, status = excluded.status,
        started_at = excluded.started_at, completed_at = excluded.completed_at,
        records_processed = excluded.records_processed,
        records_success = excluded.records_success, records_failed = excluded.records_failed,
        metadata = excluded.metadata, error_details = excluded.error_details,
        created_at = excluded.created_at, state = excluded.state,
        source_partition = excluded.source_partition, source_offset = excluded.source_offset
      where excluded.source_partition <> old.source_partition
        or excluded.source_offset > old.source_offset
      """;

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
      RunState state,
      int sourcePartition,
      long sourceOffset) {

    static Row of(RunState run, ConsumerRecord<?, ?> source) {
      var log = LogView.of(run);
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
          run,
          source.partition(),
          source.offset());
    }

    List<String> key() {
      return List.of(organizationId, syncId, service);
    }
  }

  @Override
  public Topic<?> topic() {
    return Topics.RUNS;
  }

  @Override
  public Set<String> project(
      Connection transaction, List<? extends ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    var rows = States.latest(records, Topics.RUNS.value().deserializer(), Row::of, Row::key);
    Rows.write(transaction, UPSERT, rows);
    ErrorRows.write(
        transaction,
        rows.stream()
            .flatMap(row -> ErrorRows.of(row.state(), row.sourcePartition(), row.sourceOffset()))
            .toList());
    return rows.stream().map(Row::organizationId).collect(Collectors.toSet());
  }
}
