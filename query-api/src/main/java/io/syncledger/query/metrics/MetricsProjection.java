package io.syncledger.query.metrics;

import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.Rows;
import io.syncledger.query.projection.States;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code sync.metrics} as the table {@code sync_metrics}. */
@Singleton
final class MetricsProjection implements Projection {
  private static final String UPSERT =
      """
      insert into sync_metrics as old (organization_id, service, metric_type, period_start,
        successful_syncs, failed_syncs, cancelled_syncs, total_items_synced, total_duration_ms,
        average_duration_ms, error_rate, last_updated, durations, source_partition, source_offset)
      select * from json_to_recordset(?::json) as new (organization_id text, service text,
        metric_type text, period_start timestamptz, successful_syncs bigint, failed_syncs bigint,
        cancelled_syncs bigint, total_items_synced bigint, total_duration_ms bigint,
        average_duration_ms bigint, error_rate double precision, last_updated timestamptz,
        durations jsonb, source_partition integer, source_offset bigint)
      on conflict (organization_id, service, metric_type, period_start) do update set
        successful_syncs = excluded.successful_syncs, failed_syncs = excluded.failed_syncs,
        cancelled_syncs = excluded.cancelled_syncs,
        total_items_synced = excluded.total_items_synced,
        total_duration_ms = excluded.total_duration_ms,
        average_duration_ms = excluded.average_duration_ms, error_rate = excluded.error_rate,
        last_updated = excluded.last_updated, durations = excluded.durations,
        source_partition = excluded.source_partition, source_offset = excluded.source_offset
      where excluded.source_partition <> old.source_partition
        or excluded.source_offset > old.source_offset
      """;

  private record Row(
      String organizationId,
      String service,
      String metricType,
      Instant periodStart,
      long successfulSyncs,
      long failedSyncs,
      long cancelledSyncs,
      long totalItemsSynced,
      long totalDurationMs,
      long averageDurationMs,
      double errorRate,
      Instant lastUpdated,
      DurationSketch durations,
      int sourcePartition,
      long sourceOffset) {

    static Row of(SyncMetrics window, ConsumerRecord<?, ?> source) {
      return new Row(
          window.key().organizationId().value(),
          window.key().service().value(),
          window.key().period().toString(),
          window.key().periodStart(),
          window.successfulSyncs(),
          window.failedSyncs(),
          window.cancelledSyncs(),
          window.totalItemsSynced(),
          window.totalDurationMs(),
          window.averageDurationMs(),
          window.errorRate(),
          window.lastUpdated(),
          window.durations(),
          source.partition(),
          source.offset());
    }

    List<Object> key() {
      return List.of(organizationId, service, metricType, periodStart);
    }
  }

  @Override
  public Topic<?> topic() {
    return Topics.METRICS;
  }

  @Override
  public Set<String> project(
      Connection transaction, List<? extends ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    Rows.write(
        transaction,
        UPSERT,
        States.latest(records, Topics.METRICS.value().deserializer(), Row::of, Row::key));
    return Set.of();
  }
}
