package io.syncledger.testkit.cliniko.records;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Keeps the first rows of an order out of many candidates, because the first pages of a long list
 * are requested most often. Most candidates are rejected by their value alone.
 */
final class TopRows {

  private final Sort.Column column;
  private final long[] values;
  private final Comparator<Integer> order;
  private final PriorityQueue<Integer> rows;
  private final long kept;

  /**
   * @param kept the number of rows
   */
  TopRows(Sort sort, ColumnCache columns, Comparator<Integer> order, long kept) {
    this.column = sort.columns().getFirst();
    this.values = column.field().type().columnar() ? columns.of(column.field()) : new long[0];
    this.order = order;
    this.rows = new PriorityQueue<>(order.reversed());
    this.kept = kept;
  }

  void offer(int row) {
    if (rows.size() < kept) {
      rows.add(row);
    } else if (!ranksBelowAll(row) && order.compare(row, rows.element()) < 0) {
      rows.remove();
      rows.add(row);
    }
  }

  /** The kept rows in order. */
  int[] rows() {
    return rows.stream().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  private boolean ranksBelowAll(int row) {
    if (values.length == 0) {
      return false;
    }
    long worst = values[rows.element()];
    return column.descending() ? values[row] < worst : values[row] > worst;
  }
}
