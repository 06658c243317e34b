package io.syncledger.query.health;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.EventId;
import io.syncledger.events.fold.Health;
import io.syncledger.query.HumanFormat;
import io.syncledger.query.Percent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/health}.
 *
 * @param status {@code unknown} before the first run has ended, and while the views lag
 * @param reason why the status is unknown; null when it is known
 * @param lastKnownStatus the status that the runs seen so far give, even while the views lag
 * @param isHealthy false from the third failure in a row on, and while the status is unknown
 * @param because ids of the events that led to the status
 * @param wouldTurnBack what would have to happen for the status to change
 */
@Serdeable
public record HealthView(
    String organizationId,
    String service,
    String status,
    @Nullable String reason,
    String lastKnownStatus,
    @Nullable Instant lastSync,
    @Nullable String lastSyncHuman,
    @Nullable Instant nextSync,
    @Nullable String nextSyncHuman,
    int consecutiveFailures,
    boolean isHealthy,
    Figures metrics,
    List<ActiveAlert> alerts,
    List<String> because,
    String wouldTurnBack) {

  /**
   * @param totalSyncs that succeeded or failed
   * @param successRate in percent
   * @param activeErrors failures since the last success that are not marked as resolved
   */
  @Serdeable
  public record Figures(
      long totalSyncs, double successRate, long averageDurationMs, int activeErrors) {

    static Figures of(@Nullable Health health, int activeErrors) {
      if (health == null) {
        return new Figures(0, 0, 0, activeErrors);
      }
      long total = health.successfulSyncs() + health.failedSyncs();
      return new Figures(
          total,
          Percent.of(health.successfulSyncs(), total),
          health.averageDurationMs(),
          activeErrors);
    }
  }

  static HealthView of(
      String organization, ServiceHealth service, HealthAssessment assessment, Instant now) {
    var health = service.health();
    var last = health == null ? null : health.lastSync();
    var next = service.nextSync(assessment.interval());
    return new HealthView(
        organization,
        service.service().value(),
        assessment.status(service).toString(),
        assessment.unknownReason(service),
        service.status().toString(),
        last,
        last == null ? null : HumanFormat.timeAgo(last, now),
        next,
        next == null ? null : HumanFormat.timeUntil(next, now),
        health == null ? 0 : health.consecutiveFailures(),
        assessment.isHealthy(service),
        Figures.of(health, service.activeErrors()),
        service.alerts(),
        health == null ? List.of() : health.because().stream().map(EventId::toString).toList(),
        assessment.wouldTurnBack(service));
  }
}
