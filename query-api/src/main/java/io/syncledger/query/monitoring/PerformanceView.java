package io.syncledger.query.monitoring;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.query.monitoring.MonitoringRepository.CompletedRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/performance}, computed from
 * the latest runs that succeeded.
 */
@Serdeable
public record PerformanceView(
    String organizationId,
    String service,
    int sampleSize,
    Durations performance,
    Items itemsProcessed,
    Map<String, Durations> performanceByType,
    Degradation degradation) {

  /**
   * @param average per run
   */
  @Serdeable
  public record Items(long total, double average) {

    static Items of(List<CompletedRun> runs) {
      long total = runs.stream().mapToLong(CompletedRun::items).sum();
      return new Items(total, runs.isEmpty() ? 0 : Math.round(10.0 * total / runs.size()) / 10.0);
    }
  }

  /**
   * @param newest newest first; as many as the sample and the comparison need
   */
  static PerformanceView of(
      String organization, String service, int sample, List<CompletedRun> newest) {
    var sampled = newest.stream().limit(sample).toList();
    var byType =
        sampled.stream()
            .collect(
                Collectors.groupingBy(
                    CompletedRun::syncType,
                    TreeMap::new,
                    Collectors.collectingAndThen(Collectors.toList(), PerformanceView::durations)));
    return new PerformanceView(
        organization,
        service,
        sampled.size(),
        durations(sampled),
        Items.of(sampled),
        byType,
        Degradation.of(newest.stream().map(CompletedRun::durationMs).toList()));
  }

  private static Durations durations(List<CompletedRun> runs) {
    return Durations.of(runs.stream().map(CompletedRun::durationMs).toList());
  }
}
