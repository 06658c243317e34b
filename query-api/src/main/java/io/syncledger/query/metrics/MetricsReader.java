package io.syncledger.query.metrics;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.Period;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Reads windows of metrics; only those in which a run has ended are there. */
@Singleton
final class MetricsReader {
  private static final String SELECT =
      """
      select period_start, successful_syncs, failed_syncs, cancelled_syncs, total_items_synced,
        total_duration_ms, durations::text as durations, last_updated
      from sync_metrics
      where organization_id = ? and service = ? and metric_type = ?
      """;

  private final Reads reads;

  MetricsReader(Reads reads) {
    this.reads = reads;
  }

  /** The newest first. */
  List<SyncMetrics> newest(
      OrganizationId organization, ServiceName service, Period period, int limit) {
    return reads.list(
        SELECT + " order by period_start desc limit ?",
        row -> read(row, organization, service, period),
        organization.value(),
        service.value(),
        period.toString(),
        limit);
  }

  /** Those that begin at an instant or later. */
  List<SyncMetrics> since(
      OrganizationId organization, ServiceName service, Period period, Instant start) {
    return reads.list(
        SELECT + " and period_start >= ?",
        row -> read(row, organization, service, period),
        organization.value(),
        service.value(),
        period.toString(),
        start);
  }

  private static SyncMetrics read(
      ResultSet row, OrganizationId organization, ServiceName service, Period period)
      throws SQLException {
    var start = Objects.requireNonNull(Reads.instant(row, "period_start"));
    return new SyncMetrics(
        new MetricsKey(organization, service, period, start),
        row.getLong("successful_syncs"),
        row.getLong("failed_syncs"),
        row.getLong("cancelled_syncs"),
        row.getLong("total_items_synced"),
        row.getLong("total_duration_ms"),
        EventJson.read(
            row.getString("durations").getBytes(StandardCharsets.UTF_8), DurationSketch.class),
        Objects.requireNonNull(Reads.instant(row, "last_updated")));
  }
}
