package io.syncledger.query.monitoring;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.query.HumanFormat;
import java.time.Duration;
import java.util.List;

/**
 * Durations of runs, in milliseconds and in words; everything is 0 without a run.
 *
 * @param median the mean of the middle two if their number is even
 * @param p95 the shortest duration that 95 % of the runs did not exceed
 */
@Serdeable
public record Durations(
    int count, long min, long max, long average, long median, long p95, InWords human) {

  /** The durations in words. */
  @Serdeable
  public record InWords(String min, String max, String average, String median, String p95) {}

  private static final double TAIL = 0.95;

  static Durations of(List<Long> milliseconds) {
    var sorted = milliseconds.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return of(0, 0, 0, 0, 0, 0);
    }
    return of(
        sorted.size(),
        sorted.getFirst(),
        sorted.getLast(),
        Math.round(sorted.stream().mapToLong(Long::longValue).average().orElse(0)),
        median(sorted),
        sorted.get((int) Math.ceil(TAIL * sorted.size()) - 1));
  }

  private static Durations of(int count, long min, long max, long average, long median, long p95) {
    var human = new InWords(words(min), words(max), words(average), words(median), words(p95));
    return new Durations(count, min, max, average, median, p95, human);
  }

  private static long median(List<Long> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : Math.round((sorted.get(middle - 1) + sorted.get(middle)) / 2.0);
  }

  private static String words(long milliseconds) {
    return HumanFormat.preciseDuration(Duration.ofMillis(milliseconds));
  }
}
