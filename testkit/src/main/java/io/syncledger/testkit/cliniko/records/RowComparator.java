package io.syncledger.testkit.cliniko.records;

import java.util.Comparator;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Compares rows by any sort, and ties by their shuffled rank. */
record RowComparator(ColumnCache columns, IntFunction<ClinicRecord> record, TieBreaker shuffle) {

  Comparator<Integer> of(Sort sort) {
    return sort.columns().stream()
        .map(this::comparator)
        .reduce(Comparator::thenComparing)
        .orElseThrow()
        .thenComparing(row -> shuffle.rank(row));
  }

  private Comparator<Integer> comparator(Sort.Column column) {
    Comparator<Integer> ascending;
    if (column.field().type().columnar()) {
      long[] values = columns.of(column.field());
      ascending = Comparator.comparingLong(row -> values[row]);
    } else {
      Comparator<String> text = Comparator.nullsFirst(Comparator.naturalOrder());
      ascending = Comparator.comparing(row -> text(row, column.field()), text);
    }
    return column.descending() ? ascending.reversed() : ascending;
  }

  private @Nullable String text(int row, Field field) {
    Object value = record.apply(row).value(field);
    return value == null ? null : value.toString();
  }
}
