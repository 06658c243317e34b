package io.syncledger.query.monitoring;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.query.HumanFormat;
import io.syncledger.query.health.ActiveAlert;
import io.syncledger.query.health.HealthView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/dashboard}. */
@Serdeable
public record DashboardView(
    String organizationId,
    String service,
    Overview overview,
    Performance performance,
    State health,
    List<RunListEntry> recentActivity) {

  /**
   * @param uptime the percentage of those hours with ended syncs, in the last seven days, in which
   *     one succeeded; null without such hours
   * @param itemsInDatabase records of all types after the last success
   */
  @Serdeable
  public record Overview(
      String status,
      @Nullable String reason,
      @Nullable Instant lastSync,
      @Nullable String lastSyncHuman,
      @Nullable Double uptime,
      long itemsInDatabase) {}

  /**
   * Durations in milliseconds, each also in words.
   *
   * @param lastSyncDuration of the latest run that has ended; null if there is none
   * @param syncFrequency average seconds from the start of one of the latest runs to the start of
   *     the next; null with fewer than two runs
   * @param successRate in percent
   */
  @Serdeable
  public record Performance(
      @Nullable Long lastSyncDuration,
      @Nullable String lastSyncDurationHuman,
      long averageSyncTime,
      String averageSyncTimeHuman,
      @Nullable Long syncFrequency,
      @Nullable String syncFrequencyHuman,
      double successRate) {

    static Performance of(HealthView health, List<RunListEntry> newest) {
      var last = newest.stream().map(RunListEntry::durationMs).filter(Objects::nonNull).findFirst();
      var average = Duration.ofMillis(health.metrics().averageDurationMs());
      var frequency = frequency(newest);
      return new Performance(
          last.orElse(null),
          last.map(Duration::ofMillis).map(HumanFormat::preciseDuration).orElse(null),
          average.toMillis(),
          HumanFormat.preciseDuration(average),
          frequency == null ? null : frequency.toSeconds(),
          frequency == null ? null : "every " + HumanFormat.duration(frequency),
          health.metrics().successRate());
    }

    private static @Nullable Duration frequency(List<RunListEntry> newest) {
      if (newest.size() < 2) {
        return null;
      }
      var all = Duration.between(newest.getLast().startedAt(), newest.getFirst().startedAt());
      return all.dividedBy(newest.size() - 1L);
    }
  }

  @Serdeable
  public record State(
      boolean isHealthy, int consecutiveFailures, int activeErrors, List<ActiveAlert> alerts) {}

  /**
   * @param items records of all types
   * @param newest the latest runs, newest first
   */
  static DashboardView of(
      HealthView health, @Nullable Double uptime, long items, List<RunListEntry> newest) {
    return new DashboardView(
        health.organizationId(),
        health.service(),
        new Overview(
            health.status(),
            health.reason(),
            health.lastSync(),
            health.lastSyncHuman(),
            uptime,
            items),
        Performance.of(health, newest),
        new State(
            health.isHealthy(),
            health.consecutiveFailures(),
            health.metrics().activeErrors(),
            health.alerts()),
        newest);
  }
}
