package io.syncledger.query.metrics;

import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.SyncMetrics;
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

/** Projects {@code sync.metrics} into the table {@code sync_metrics}. */
@Singleton
final class MetricsProjection implements Projection<SyncMetrics> {
  private static final String UPSERT =
      BulkWriter.upsertNewer(
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

    static Row of(TopicRecord<SyncMetrics> record) {
      var window = record.value();
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
          record.partition(),
          record.offset());
    }

    List<Object> key() {
      return List.of(organizationId, service, metricType, periodStart);
    }
  }

  @Override
  public Topic<SyncMetrics> topic() {
    return Topics.METRICS;
  }

  @Override
  public Set<String> project(Connection transaction, List<TopicRecord<SyncMetrics>> records)
      throws SQLException {
    BulkWriter.write(transaction, UPSERT, TopicRecord.latestPerKey(records, Row::of, Row::key));
    return Set.of();
  }
}
