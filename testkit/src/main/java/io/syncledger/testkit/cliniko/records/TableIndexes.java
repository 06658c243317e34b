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
 * The indexes of a table, each built when first asked for and kept up to date from then on. There
 * is one for each column that was asked for, of all rows or only of those that a listing shows.
 */
final class TableIndexes {

  private final ColumnCache columns;
  private final IntSupplier size;
  private final IntPredicate present;
  private final TieBreaker shuffle;
  private final Map<Key, Index> indexes = new HashMap<>();

  /**
   * @param absent fields that a row must not have a value of to be in the index
   */
  private record Key(Field field, Set<Field> absent) {}

  TableIndexes(ColumnCache columns, IntSupplier size, IntPredicate present, TieBreaker shuffle) {
    this.columns = columns;
    this.size = size;
    this.present = present;
    this.shuffle = shuffle;
  }

  /** The rows that have no value of the absent fields, in the order of a field. */
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

  /** A new row; its values are in the columns. */
  void add(int row) {
    indexes.forEach(
        (key, index) -> {
          if (holds(key, row)) {
            index.add(row);
          }
        });
  }

  /** A row goes; its values are still in the columns. */
  void remove(int row) {
    indexes.forEach(
        (key, index) -> {
          if (holds(key, row)) {
            index.remove(row);
          }
        });
  }

  /** A row's record becomes another one; puts its values into the columns. */
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
    return key.absent().stream().allMatch(field -> columns.of(field)[row] == Filter.NONE);
  }

  private static boolean lacks(ClinicRecord record, Field field) {
    return ColumnCache.value(record, field) == Filter.NONE;
  }
}
