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
      Rows.keepLatest(
          "sync_metrics", Row.class, "organization_id", "service", "metric_type", "period_start");

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
