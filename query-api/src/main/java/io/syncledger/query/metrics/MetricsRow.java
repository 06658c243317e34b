package io.syncledger.query.metrics;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.Period;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One window of a service's metrics: a row of {@code sync_metrics}.
 *
 * @param durations the sketch of the runs' durations, as JSON
 */
@MappedEntity("sync_metrics")
record MetricsRow(
    @Id Instant periodStart,
    long successfulSyncs,
    long failedSyncs,
    long cancelledSyncs,
    long totalItemsSynced,
    long totalDurationMs,
    String durations,
    Instant lastUpdated) {

  SyncMetrics toMetrics(OrganizationId organization, ServiceName service, Period period) {
    return new SyncMetrics(
        new MetricsKey(organization, service, period, periodStart),
        successfulSyncs,
        failedSyncs,
        cancelledSyncs,
        totalItemsSynced,
        totalDurationMs,
        EventJson.read(durations.getBytes(StandardCharsets.UTF_8), DurationSketch.class),
        lastUpdated);
  }
}
