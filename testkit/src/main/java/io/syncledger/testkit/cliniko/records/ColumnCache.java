package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * The numeric and instant columns of a table as arrays of longs, built on first use, so that
 * filters and sorts are fast.
 */
final class ColumnCache {

  private final IntFunction<ClinicRecord> record;
  private final IntSupplier size;
  private final Map<Field, long[]> columns = new HashMap<>();

  ColumnCache(IntFunction<ClinicRecord> record, IntSupplier size) {
    this.record = record;
    this.size = size;
  }

  /** May be longer than the table; values beyond its size are meaningless. */
  long[] of(Field field) {
    return columns.computeIfAbsent(field, this::read);
  }

  /** Updates the columns for a changed or new row. */
  void update(int row, ClinicRecord replacement) {
    columns.replaceAll((field, values) -> grown(row, values));
    columns.forEach((field, values) -> values[row] = value(replacement, field));
  }

  static long value(ClinicRecord record, Field field) {
    return record.value(field) instanceof Long value ? value : LongRanges.MISSING;
  }

  private static long[] grown(int row, long[] values) {
    return row < values.length ? values : Arrays.copyOf(values, row + row / 2 + 16);
  }

  private long[] read(Field field) {
    long[] values = new long[size.getAsInt()];
    for (int row = 0; row < values.length; row++) {
      values[row] = value(record.apply(row), field);
    }
    return values;
  }
}
