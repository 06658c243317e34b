package io.syncledger.query.monitoring;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether runs have become slower: compares the median of the latest {@link #RECENT} runs with that
 * of up to {@link #BASELINE} runs before them, like the rule slow_sync.
 *
 * @param degraded whether the recent median is above the baseline's
 * @param changePercent by how much, negative when runs have become faster; null without a baseline
 * @param ratio of the two medians; null without a baseline
 */
@Serdeable
public record Degradation(
    boolean degraded,
    @Nullable Double changePercent,
    @Nullable Double ratio,
    long recentMedianMs,
    int recentRuns,
    long baselineMedianMs,
    int baselineRuns,
    String summary) {

  static final int RECENT = 10;
  static final int BASELINE = 100;

  /**
   * @param newest durations in milliseconds, the latest run first
   */
  static Degradation of(List<Long> newest) {
    var recent = Durations.of(newest.stream().limit(RECENT).toList());
    var before = Durations.of(newest.stream().skip(RECENT).limit(BASELINE).toList());
    if (before.median() == 0) {
      return new Degradation(
          false,
          null,
          null,
          recent.median(),
          recent.count(),
          before.median(),
          before.count(),
          "There are too few runs to compare the latest ones with");
    }
    double ratio = (double) recent.median() / before.median();
    return new Degradation(
        ratio > 1,
        Math.round(1000 * (ratio - 1)) / 10.0,
        Math.round(100 * ratio) / 100.0,
        recent.median(),
        recent.count(),
        before.median(),
        before.count(),
        "The latest %d runs took %s, the %d before them %s (medians)"
            .formatted(
                recent.count(), recent.human().median(), before.count(), before.human().median()));
  }
}
