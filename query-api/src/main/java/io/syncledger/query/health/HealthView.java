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
 * @param lastKnownStatus what the runs seen so far say, also while the views lag
 * @param isHealthy false from the third failure in a row, and while nobody can tell
 * @param because the events that made it so
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
   * @param activeErrors failures since the last success that nobody has declared resolved
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
      String organization, ServiceHealth known, HealthAssessment judgement, Instant now) {
    var health = known.health();
    var last = health == null ? null : health.lastSync();
    var next = known.nextSync(judgement.interval());
    return new HealthView(
        organization,
        known.service().value(),
        judgement.status(known).toString(),
        judgement.unknownReason(known),
        known.status().toString(),
        last,
        last == null ? null : HumanFormat.timeAgo(last, now),
        next,
        next == null ? null : HumanFormat.timeUntil(next, now),
        health == null ? 0 : health.consecutiveFailures(),
        judgement.isHealthy(known),
        Figures.of(health, known.activeErrors()),
        known.alerts(),
        health == null ? List.of() : health.because().stream().map(EventId::toString).toList(),
        judgement.wouldTurnBack(known));
  }
}
