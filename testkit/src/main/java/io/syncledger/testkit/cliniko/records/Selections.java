package io.syncledger.testkit.cliniko.records;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query selects, in its order. Orders and selections are kept until the table changes,
 * so that paging through a large listing sorts and filters once; only a few are kept, whatever
 * clients ask.
 */
final class Selections {

  private static final int KEPT = 8;

  private final Columns columns;
  private final IntFunction<ClinicRecord> record;
  private final long seed;
  private final Map<Sort, int[]> orders = new Recent<>();
  private final Map<Query.Selection, int[]> selections = new Recent<>();

  Selections(Columns columns, IntFunction<ClinicRecord> record, long seed) {
    this.columns = columns;
    this.record = record;
    this.seed = seed;
  }

  int[] rows(Query query, int size, IntPredicate present) {
    return selections.computeIfAbsent(query.selection(), unread -> select(query, size, present));
  }

  /** All rows in the order of a sort. */
  int[] order(Sort sort, int size) {
    return orders.computeIfAbsent(sort, unread -> sort(sort, size));
  }

  void forget() {
    orders.clear();
    selections.clear();
  }

  private int[] select(Query query, int size, IntPredicate present) {
    IntPredicate matching =
        query.filters().stream()
            .map(filter -> condition(filter, size))
            .reduce(present, IntPredicate::and);
    return IntStream.of(order(query.sort(), size)).filter(matching).toArray();
  }

  private IntPredicate condition(Filter filter, int size) {
    return switch (filter) {
      case Filter.OnLong onLong -> {
        long[] column = columns.of(onLong.field(), size);
        yield row -> onLong.test().test(column[row]);
      }
      case Filter.OnValue onValue ->
          row -> onValue.test().test(record.apply(row).value(onValue.field()));
    };
  }

  private int[] sort(Sort sort, int size) {
    Comparator<Integer> order =
        sort.columns().stream()
            .map(column -> comparator(column, size))
            .reduce(Comparator::thenComparing)
            .orElseThrow()
            .thenComparing(row -> shuffled(row));
    return IntStream.range(0, size).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  private Comparator<Integer> comparator(Sort.Column column, int size) {
    Comparator<Integer> ascending;
    if (column.field().type().columnar()) {
      long[] values = columns.of(column.field(), size);
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

  /** A number that puts equal rows in an order of no meaning, the same for the same seed. */
  private long shuffled(int row) {
    long mixed = (row + 1) * 0x9E3779B97F4A7C15L ^ seed;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 27);
  }

  /** A map that keeps its most recently used entries. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > KEPT;
    }
  }
}
