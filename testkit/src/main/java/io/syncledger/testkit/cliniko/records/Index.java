package io.syncledger.testkit.cliniko.records;

import io.syncledger.testkit.cliniko.records.LongRanges.Range;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Rows sorted by a column, with ties shuffled. Lookup takes log n steps; adding or removing a row
 * shifts the rows after it in memory.
 */
final class Index {

  private final Supplier<long[]> column;
  private final TieBreaker shuffle;
  private int[] rows;
  private int size;

  Index(IntStream members, Supplier<long[]> column, TieBreaker shuffle) {
    this.column = column;
    this.shuffle = shuffle;
    this.rows = sorted(members.mapToLong(shuffle::rank).sorted().mapToInt(p -> (int) p).toArray());
    this.size = rows.length;
  }

  /** The number of rows with a value in these ranges. */
  int count(LongRanges ranges) {
    return ranges.ranges().stream().mapToInt(range -> end(range) - start(range)).sum();
  }

  /** Those rows in ascending order, without the skipped ones, up to the limit. */
  int[] rows(LongRanges ranges, int skipped, int limit) {
    int[] found = new int[Math.min(limit, Math.max(0, count(ranges) - skipped))];
    int toSkip = skipped;
    int filled = 0;
    for (Range range : ranges.ranges()) {
      int from = Math.min(end(range), start(range) + toSkip);
      int taken = Math.min(found.length - filled, end(range) - from);
      System.arraycopy(rows, from, found, filled, taken);
      toSkip -= from - start(range);
      filled += taken;
    }
    return found;
  }

  /** Adds a row whose value is already in the column. */
  void add(int row) {
    int at = position(column.get()[row], shuffle.rank(row));
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size + size / 2 + 16);
    }
    System.arraycopy(rows, at, rows, at + 1, size - at);
    rows[at] = row;
    size++;
  }

  /** Removes a row whose value is still in the column. */
  void remove(int row) {
    int at = position(column.get()[row], shuffle.rank(row));
    System.arraycopy(rows, at + 1, rows, at, size - at - 1);
    size--;
  }

  private int start(Range range) {
    return position(range.least(), Long.MIN_VALUE);
  }

  private int end(Range range) {
    return range.most() == Long.MAX_VALUE ? size : position(range.most() + 1, Long.MIN_VALUE);
  }

  /** The number of rows before this value and rank. */
  private int position(long value, long amongEquals) {
    long[] values = column.get();
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int row = rows[middle];
      boolean before =
          values[row] < value || (values[row] == value && shuffle.rank(row) < amongEquals);
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }

  /**
   * Sorts shuffled rows by their values as primitive longs; with boxed values, a million rows take
   * seconds.
   */
  private int[] sorted(int[] shuffled) {
    long[] values = column.get();
    long[] distinct = Arrays.stream(shuffled).mapToLong(row -> values[row]).sorted().toArray();
    distinct = withoutRepetitions(distinct);
    long[] keys = new long[shuffled.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) Arrays.binarySearch(distinct, values[shuffled[i]]) << 32 | i;
    }
    Arrays.sort(keys);
    return LongStream.of(keys).mapToInt(key -> shuffled[(int) key]).toArray();
  }

  private static long[] withoutRepetitions(long[] ascending) {
    int kept = 0;
    for (int i = 0; i < ascending.length; i++) {
      if (i == 0 || ascending[i] != ascending[i - 1]) {
        ascending[kept++] = ascending[i];
      }
    }
    return Arrays.copyOf(ascending, kept);
  }
}
