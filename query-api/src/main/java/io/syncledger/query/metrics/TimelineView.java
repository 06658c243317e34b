package io.syncledger.query.metrics;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.Period;
import io.syncledger.events.fold.SyncMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/timeline}.
 *
 * @param period such as {@code 24h}
 * @param timeline every hour, including those without a run, oldest first and the current one last
 */
@Serdeable
public record TimelineView(
    String organizationId,
    String service,
    String period,
    long totalSyncs,
    long successfulSyncs,
    long failedSyncs,
    List<Hour> timeline) {

  /**
   * @param hour the start of the hour, in UTC
   * @param items that successful runs stored or found unchanged
   */
  @Serdeable
  public record Hour(Instant hour, long successful, long failed, long items) {}

  /** The start of the first hour of a timeline that ends with the current hour. */
  static Instant start(int hours, Instant now) {
    return Period.HOURLY.startOf(now).minus(Duration.ofHours(hours - 1L));
  }

  static TimelineView of(
      String organization, String service, int hours, List<SyncMetrics> windows, Instant now) {
    Map<Instant, SyncMetrics> byHour =
        windows.stream()
            .collect(Collectors.toMap(one -> one.key().periodStart(), Function.identity()));
    var start = start(hours, now);
    var timeline =
        IntStream.range(0, hours)
            .mapToObj(index -> start.plus(Duration.ofHours(index)))
            .map(hour -> hour(hour, byHour))
            .toList();
    long successful = timeline.stream().mapToLong(Hour::successful).sum();
    long failed = timeline.stream().mapToLong(Hour::failed).sum();
    return new TimelineView(
        organization, service, hours + "h", successful + failed, successful, failed, timeline);
  }

  private static Hour hour(Instant hour, Map<Instant, SyncMetrics> windows) {
    var window = windows.get(hour);
    return window == null
        ? new Hour(hour, 0, 0, 0)
        : new Hour(hour, window.successfulSyncs(), window.failedSyncs(), window.totalItemsSynced());
  }
}
