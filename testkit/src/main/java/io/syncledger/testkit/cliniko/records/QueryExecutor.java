package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Executes one query. Ranges of the sort column are looked up in an index; all other conditions are
 * tested on each row of the smallest range.
 */
final class QueryExecutor {

  /** The rows of a page, and the size of the whole list. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(int[] rows, int total) {}

  private final ListQuery query;
  private final ColumnCache columns;
  private final TableIndexes indexes;
  private final IntFunction<ClinicRecord> record;
  private final TieBreaker shuffle;
  private final Map<Field, LongRanges> ranges = new HashMap<>();
  private final Set<Field> absent = new HashSet<>();
  private final List<Filter.OnValue> valueFilters;

  QueryExecutor(
      ListQuery query,
      ColumnCache columns,
      TableIndexes indexes,
      IntFunction<ClinicRecord> record,
      TieBreaker shuffle) {
    this.query = query;
    this.columns = columns;
    this.indexes = indexes;
    this.record = record;
    this.shuffle = shuffle;
    for (Filter filter : query.filters()) {
      if (filter instanceof Filter.OnLong(Field field, String _, LongRanges accepted)) {
        ranges.merge(field, accepted, LongRanges::and);
      }
    }
    ranges.values().removeIf(LongRanges.ALL::equals);
    ranges.forEach((field, accepted) -> useFilteredIndex(field, accepted));
    ranges.keySet().removeAll(absent);
    valueFilters =
        query.filters().stream()
            .filter(Filter.OnValue.class::isInstance)
            .map(Filter.OnValue.class::cast)
            .toList();
  }

  /** Conditions that hide records by default have indexes of their own. */
  private void useFilteredIndex(Field field, LongRanges accepted) {
    boolean hidden = field.equals(Field.ARCHIVED_AT) || field.equals(Field.CANCELLED_AT);
    if (hidden && accepted.equals(LongRanges.ABSENT)) {
      absent.add(field);
    }
  }

  /**
   * @param skipped the number of rows on the previous pages
   * @param limit the maximum number of rows
   */
  Result page(long skipped, int limit) {
    Sort.Column column = query.sort().columns().getFirst();
    boolean byIndex = query.sort().columns().size() == 1 && column.field().type().columnar();
    return byIndex && valueFilters.isEmpty() && Set.of(column.field()).containsAll(ranges.keySet())
        ? lookUp(column, skipped, limit)
        : scan(skipped, limit);
  }

  private Result lookUp(Sort.Column column, long skipped, int limit) {
    Index index = indexes.of(column.field(), absent);
    LongRanges wanted = ranges.getOrDefault(column.field(), LongRanges.ALL);
    int total = index.count(wanted);
    int before = (int) Math.min(skipped, total);
    int size = Math.min(limit, total - before);
    if (!column.descending()) {
      return new Result(index.rows(wanted, before, size), total);
    }
    int[] backwards = index.rows(wanted, total - before - size, size);
    return new Result(IntStream.range(0, size).map(i -> backwards[size - 1 - i]).toArray(), total);
  }

  private Result scan(long skipped, int limit) {
    Comparator<Integer> order = new RowComparator(columns, record, shuffle).of(query.sort());
    TopRows best = new TopRows(query.sort(), columns, order, skipped + limit);
    Field narrowest = narrowest();
    IntPredicate matching = matching(narrowest);
    LongRanges wanted = ranges.getOrDefault(narrowest, LongRanges.ALL);
    Index index = indexes.of(narrowest, absent);
    int total = 0;
    for (int row : index.rows(wanted, 0, index.count(wanted))) {
      if (matching.test(row)) {
        total++;
        best.offer(row);
      }
    }
    int[] rows = best.rows();
    int from = (int) Math.min(skipped, rows.length);
    return new Result(Arrays.copyOfRange(rows, from, rows.length), total);
  }

  /** The field whose range contains the fewest rows. */
  private Field narrowest() {
    return ranges.entrySet().stream()
        .min(
            Comparator.comparingInt(
                range -> indexes.of(range.getKey(), absent).count(range.getValue())))
        .map(Map.Entry::getKey)
        .orElse(Field.ID);
  }

  /** All conditions except the one that was looked up. */
  private IntPredicate matching(Field lookedUp) {
    IntPredicate matching = row -> true;
    for (Map.Entry<Field, LongRanges> range : ranges.entrySet()) {
      if (!range.getKey().equals(lookedUp)) {
        long[] values = columns.of(range.getKey());
        LongRanges accepted = range.getValue();
        matching = matching.and(row -> accepted.contains(values[row]));
      }
    }
    for (Filter.OnValue filter : valueFilters) {
      matching = matching.and(row -> filter.test().test(record.apply(row).value(filter.field())));
    }
    return matching;
  }
}
