package io.syncledger.testkit.cliniko.records;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of longs as ascending, disjoint, inclusive ranges. A missing value is represented by {@link
 * #MISSING}.
 */
record LongRanges(List<Range> ranges) {

  /** All numbers from the least to the most, inclusive. */
  record Range(long least, long most) {}

  /** Represents a missing value. */
  static final long MISSING = Long.MIN_VALUE;

  /** Any value, or none. */
  static final LongRanges ALL = of(Long.MIN_VALUE, Long.MAX_VALUE);

  static final LongRanges ABSENT = of(MISSING, MISSING);
  static final LongRanges PRESENT = of(MISSING + 1, Long.MAX_VALUE);

  LongRanges {
    ranges = List.copyOf(ranges);
  }

  static LongRanges of(long least, long most) {
    return least > most
        ? new LongRanges(List.of())
        : new LongRanges(List.of(new Range(least, most)));
  }

  /** Exactly these numbers. */
  static LongRanges of(long[] numbers) {
    return new LongRanges(
        java.util.Arrays.stream(numbers)
            .sorted()
            .distinct()
            .mapToObj(n -> new Range(n, n))
            .toList());
  }

  /** All values that are not in this set; a missing value is not one of them. */
  LongRanges complement() {
    List<Range> gaps = new ArrayList<>();
    long start = PRESENT.ranges.getFirst().least();
    for (Range range : ranges) {
      if (range.least() > start) {
        gaps.add(new Range(start, range.least() - 1));
      }
      if (range.most() == Long.MAX_VALUE) {
        return new LongRanges(gaps);
      }
      start = Math.max(start, range.most() + 1);
    }
    gaps.add(new Range(start, Long.MAX_VALUE));
    return new LongRanges(gaps);
  }

  /** The intersection. */
  LongRanges and(LongRanges other) {
    List<Range> both = new ArrayList<>();
    for (Range range : ranges) {
      for (Range theirs : other.ranges) {
        long least = Math.max(range.least(), theirs.least());
        long most = Math.min(range.most(), theirs.most());
        if (least <= most) {
          both.add(new Range(least, most));
        }
      }
    }
    return new LongRanges(both);
  }

  boolean contains(long number) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (number < range.least()) {
        high = middle - 1;
      } else if (number > range.most()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
