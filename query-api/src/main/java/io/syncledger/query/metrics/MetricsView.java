package io.syncledger.query.metrics;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.query.Percent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/metrics}.
 *
 * @param quantileRelativeError the greatest relative error of the quantiles
 * @param metrics newest first; windows in which no run ended are omitted
 * @param summary all windows together, with quantiles from the merged sketches
 */
@Serdeable
public record MetricsView(
    String organizationId,
    String service,
    String period,
    double quantileRelativeError,
    List<WindowView> metrics,
    WindowView summary) {

  /**
   * The metrics of one window or of several together.
   *
   * @param periodStart of the first of them; null when there is none
   * @param totalSyncs syncs that succeeded or failed
   * @param successRate in percent
   * @param errorRate in percent
   * @param lastUpdated the latest end of a run in it
   */
  @Serdeable
  public record WindowView(
      @Nullable Instant periodStart,
      long successfulSyncs,
      long failedSyncs,
      long cancelledSyncs,
      double successRate,
      long totalSyncs,
      long averageDurationMs,
      long p50DurationMs,
      long p95DurationMs,
      long totalItemsSynced,
      double errorRate,
      @Nullable Instant lastUpdated) {

    private static final WindowView NONE = new WindowView(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);

    static WindowView of(SyncMetrics window, Instant start) {
      return new WindowView(
          start,
          window.successfulSyncs(),
          window.failedSyncs(),
          window.cancelledSyncs(),
          Percent.of(window.successfulSyncs(), window.totalSyncs()),
          window.totalSyncs(),
          window.averageDurationMs(),
          window.durations().quantileMs(0.5),
          window.durations().quantileMs(0.95),
          window.totalItemsSynced(),
          Percent.of(window.failedSyncs(), window.totalSyncs()),
          window.lastUpdated());
    }
  }

  /**
   * @param windows newest first
   */
  static MetricsView of(
      String organization, String service, String period, List<SyncMetrics> windows) {
    return new MetricsView(
        organization,
        service,
        period,
        DurationSketch.RELATIVE_ERROR,
        windows.stream().map(one -> WindowView.of(one, one.key().periodStart())).toList(),
        windows.stream()
            .reduce(SyncMetrics::merge)
            .map(all -> WindowView.of(all, windows.getLast().key().periodStart()))
            .orElse(WindowView.NONE));
  }
}
