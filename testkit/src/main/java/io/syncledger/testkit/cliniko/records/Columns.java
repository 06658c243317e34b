package io.syncledger.testkit.cliniko.records;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The numbers and instants of a table as arrays of longs, built when first asked for: filters and
 * sorts scan them fast.
 */
final class Columns {

  private final IntFunction<ClinicRecord> record;
  private final Map<Field, long[]> columns = new HashMap<>();

  Columns(IntFunction<ClinicRecord> record) {
    this.record = record;
  }

  long[] of(Field field, int size) {
    return columns.computeIfAbsent(field, unread -> read(field, size));
  }

  void update(int row, ClinicRecord replacement) {
    columns.forEach((field, values) -> values[row] = longValue(replacement, field));
  }

  void forget() {
    columns.clear();
  }

  private long[] read(Field field, int size) {
    long[] values = new long[size];
    for (int row = 0; row < size; row++) {
      values[row] = longValue(record.apply(row), field);
    }
    return values;
  }

  private static long longValue(ClinicRecord record, Field field) {
    return record.value(field) instanceof Long value ? value : Filter.NONE;
  }
}
