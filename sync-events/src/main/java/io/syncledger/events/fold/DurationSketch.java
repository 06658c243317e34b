package io.syncledger.events.fold;

import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A mergeable summary of durations, as immutable bins of DDSketch's mapping: a quantile read from
 * it is within {@link #RELATIVE_ERROR} of a true one ("DDSketch", Masson, Rim and Lee, VLDB 2019).
 * Equal runs give equal bins in any order.
 *
 * @param bins how many durations by index of the mapping; durations under a millisecond count as
 *     one
 */
public record DurationSketch(SortedMap<Integer, Long> bins) {

  public static final double RELATIVE_ERROR = 0.01;

  public static final DurationSketch EMPTY = new DurationSketch(new TreeMap<>());

  private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(RELATIVE_ERROR);

  public DurationSketch {
    bins = Collections.unmodifiableSortedMap(new TreeMap<>(bins));
  }

  public DurationSketch add(Duration duration) {
    var more = new TreeMap<>(bins);
    more.merge(MAPPING.index((double) Math.max(1, duration.toMillis())), 1L, Long::sum);
    return new DurationSketch(more);
  }

  public DurationSketch merge(DurationSketch other) {
    var both = new TreeMap<>(bins);
    other.bins.forEach((index, count) -> both.merge(index, count, Long::sum));
    return new DurationSketch(both);
  }

  public long count() {
    return bins.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The duration that this share of all durations does not exceed, in milliseconds; 0 when empty.
   */
  public long quantileMs(double share) {
    long rank = (long) Math.floor(share * (count() - 1));
    long passed = 0;
    for (var bin : bins.entrySet()) {
      passed += bin.getValue();
      if (passed > rank) {
        return Math.round(MAPPING.value(bin.getKey()));
      }
    }
    return 0;
  }
}
