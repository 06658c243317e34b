package io.syncledger.testkit.cliniko.records;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers, as ranges with both ends included, in ascending order and apart from each other. "No
 * value" is a number too: {@link Filter#NONE}.
 */
record Ranges(List<Range> ranges) {

  /** All numbers from the least to the most. */
  record Range(long least, long most) {}

  /** Any number, and none at all. */
  static final Ranges ALL = of(Long.MIN_VALUE, Long.MAX_VALUE);

  static final Ranges ABSENT = of(Filter.NONE, Filter.NONE);
  static final Ranges PRESENT = of(Filter.NONE + 1, Long.MAX_VALUE);

  Ranges {
    ranges = List.copyOf(ranges);
  }

  static Ranges of(long least, long most) {
    return least > most ? new Ranges(List.of()) : new Ranges(List.of(new Range(least, most)));
  }

  /** Exactly these. */
  static Ranges of(long[] numbers) {
    return new Ranges(
        java.util.Arrays.stream(numbers)
            .sorted()
            .distinct()
            .mapToObj(n -> new Range(n, n))
            .toList());
  }

  /** Every value that is not among these. */
  Ranges others() {
    List<Range> gaps = new ArrayList<>();
    long start = PRESENT.ranges.getFirst().least();
    for (Range range : ranges) {
      if (range.least() > start) {
        gaps.add(new Range(start, range.least() - 1));
      }
      if (range.most() == Long.MAX_VALUE) {
        return new Ranges(gaps);
      }
      start = Math.max(start, range.most() + 1);
    }
    gaps.add(new Range(start, Long.MAX_VALUE));
    return new Ranges(gaps);
  }

  /** What lies in both. */
  Ranges and(Ranges other) {
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
    return new Ranges(both);
  }

  boolean contain(long number) {
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
