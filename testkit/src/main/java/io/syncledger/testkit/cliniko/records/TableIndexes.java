package io.syncledger.testkit.cliniko.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The indexes of a table, each built on first use and maintained from then on: one per column, over
 * all rows or only over those visible in a list.
 */
final class TableIndexes {

  private final ColumnCache columns;
  private final IntSupplier size;
  private final IntPredicate present;
  private final TieBreaker shuffle;
  private final Map<Key, Index> indexes = new HashMap<>();

  /**
   * @param absent fields that must have no value for a row to be in the index
   */
  private record Key(Field field, Set<Field> absent) {}

  TableIndexes(ColumnCache columns, IntSupplier size, IntPredicate present, TieBreaker shuffle) {
    this.columns = columns;
    this.size = size;
    this.present = present;
    this.shuffle = shuffle;
  }

  /** The index of a field over the rows in which the absent fields have no value. */
  Index of(Field field, Set<Field> absent) {
    Key key = new Key(field, absent);
    Index known = indexes.get(key);
    if (known != null) {
      return known;
    }
    columns.of(field);
    IntStream members =
        IntStream.range(0, size.getAsInt()).filter(present).filter(row -> holds(key, row));
    Index built = new Index(members, () -> columns.of(field), shuffle);
    indexes.put(key, built);
    return built;
  }

  /** Adds a new row whose values are already in the columns. */
  void add(int row) {
    indexes.forEach(
        (key, index) -> {
          if (holds(key, row)) {
            index.add(row);
          }
        });
  }

  /** Removes a row whose values are still in the columns. */
  void remove(int row) {
    indexes.forEach(
        (key, index) -> {
          if (holds(key, row)) {
            index.remove(row);
          }
        });
  }

  /** Replaces a row's record and updates the columns. */
  void change(int row, ClinicRecord replacement) {
    List<Index> gaining = new ArrayList<>();
    indexes.forEach(
        (key, index) -> {
          boolean held = holds(key, row);
          boolean willHold = key.absent().stream().allMatch(field -> lacks(replacement, field));
          boolean moves =
              columns.of(key.field())[row] != ColumnCache.value(replacement, key.field());
          if (held && (moves || !willHold)) {
            index.remove(row);
          }
          if (willHold && (moves || !held)) {
            gaining.add(index);
          }
        });
    columns.update(row, replacement);
    gaining.forEach(index -> index.add(row));
  }

  private boolean holds(Key key, int row) {
    return key.absent().stream().allMatch(field -> columns.of(field)[row] == LongRanges.MISSING);
  }

  private static boolean lacks(ClinicRecord record, Field field) {
    return ColumnCache.value(record, field) == LongRanges.MISSING;
  }
}
