package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The records of one resource. The first rows come from a function and are made when asked for, so
 * a million generated records cost little memory; changed and added rows are kept. Safe for use by
 * many threads.
 */
public final class Table {

  private final Resource resource;
  private final IntFunction<ClinicRecord> origin;
  private final Map<Integer, ClinicRecord> changed = new HashMap<>();
  private final BitSet removed = new BitSet();
  private final Columns columns;
  private final Selections selections;
  private int size;

  /**
   * @param origin the record of each row below {@code size}; the same row always gives the same
   *     record
   * @param seed decides the order of records that a sort leaves equal
   */
  public Table(Resource resource, int size, IntFunction<ClinicRecord> origin, long seed) {
    this.resource = resource;
    this.size = size;
    this.origin = origin;
    this.columns = new Columns(this::record);
    this.selections = new Selections(columns, this::record, seed);
  }

  public static Table of(Resource resource, List<? extends ClinicRecord> records, long seed) {
    List<ClinicRecord> rows = List.copyOf(records);
    return new Table(resource, rows.size(), rows::get, seed);
  }

  public Resource resource() {
    return resource;
  }

  /** The page a query asks for; empty past the end. */
  public synchronized Slice page(Query query) {
    int[] rows = selections.rows(query, size, present());
    long start = Math.min(rows.length, (query.page() - 1L) * query.perPage());
    int end = (int) Math.min(rows.length, start + query.perPage());
    List<ClinicRecord> records =
        Arrays.stream(rows, (int) start, end).mapToObj(this::record).toList();
    return new Slice(records, rows.length);
  }

  /**
   * All records that pass the filters, in the order of their creation. Memory: one int a record.
   */
  public Stream<ClinicRecord> all(List<Filter> filters) {
    Query query = new Query(filters, Sort.BY_CREATION, 1, 1);
    int[] rows;
    synchronized (this) {
      rows = selections.rows(query, size, present()).clone();
    }
    return Arrays.stream(rows).mapToObj(this::recordNow);
  }

  /** The record with this id, archived or not. */
  public synchronized Optional<ClinicRecord> find(String id) {
    OptionalInt row = row(id);
    return row.isPresent() ? Optional.of(record(row.getAsInt())) : Optional.empty();
  }

  public synchronized void add(ClinicRecord record) {
    changed.put(size++, record);
    columns.forget();
    selections.forget();
  }

  /**
   * Replaces a record; its id stays.
   *
   * @throws IllegalArgumentException when there is no such id
   */
  public synchronized ClinicRecord change(String id, UnaryOperator<ClinicRecord> change) {
    int row = existing(id);
    ClinicRecord replacement = change.apply(record(row));
    changed.put(row, replacement);
    columns.update(row, replacement);
    selections.forget();
    return replacement;
  }

  /** Takes a record away without a trace: its id is answered by a plain 404 from now on. */
  public synchronized void remove(String id) {
    removed.set(existing(id));
    selections.forget();
  }

  private int existing(String id) {
    return row(id)
        .orElseThrow(() -> new IllegalArgumentException("no such record in " + resource.path()));
  }

  private OptionalInt row(String id) {
    long wanted;
    try {
      wanted = Long.parseLong(id);
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
    int[] byId = selections.order(Sort.BY_ID, size);
    long[] ids = columns.of(Field.ID, size);
    int low = 0;
    int high = byId.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int sign = Long.compare(ids[byId[middle]], wanted);
      if (sign == 0) {
        return removed.get(byId[middle]) ? OptionalInt.empty() : OptionalInt.of(byId[middle]);
      }
      low = sign < 0 ? middle + 1 : low;
      high = sign > 0 ? middle - 1 : high;
    }
    return OptionalInt.empty();
  }

  private IntPredicate present() {
    return removed.isEmpty() ? row -> true : row -> !removed.get(row);
  }

  private synchronized ClinicRecord recordNow(int row) {
    return record(row);
  }

  private ClinicRecord record(int row) {
    ClinicRecord replacement = changed.get(row);
    return replacement == null ? origin.apply(row) : replacement;
  }
}
