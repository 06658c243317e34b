package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The records of one resource. The initial rows are computed by a function on access, so that a
 * million generated records need little memory; changed and added rows are stored. Pages sorted by
 * a number or an instant, and the number of records in a range, come from indexes that are
 * maintained when records change. Thread-safe.
 */
public final class Table {

  private static final int ANY_TRIES = 100;

  private final Resource resource;
  private final IntFunction<ClinicRecord> origin;
  private final TieBreaker shuffle;
  private final Map<Integer, ClinicRecord> changed = new HashMap<>();
  private final BitSet removed = new BitSet();
  private final ColumnCache columns;
  private final TableIndexes indexes;
  private int size;

  /**
   * @param origin computes the record of each row below {@code size}, always the same for a row
   * @param seed determines the order of ties
   */
  public Table(Resource resource, int size, IntFunction<ClinicRecord> origin, long seed) {
    this.resource = resource;
    this.size = size;
    this.origin = origin;
    this.shuffle = new TieBreaker(seed);
    this.columns = new ColumnCache(this::record, () -> this.size);
    this.indexes = new TableIndexes(columns, () -> this.size, row -> !removed.get(row), shuffle);
  }

  public static Table of(Resource resource, List<? extends ClinicRecord> records, long seed) {
    List<ClinicRecord> rows = List.copyOf(records);
    return new Table(resource, rows.size(), rows::get, seed);
  }

  public Resource resource() {
    return resource;
  }

  /** The page that a query asks for; empty past the end. */
  public synchronized Page page(ListQuery query) {
    long skipped = (query.page() - 1L) * query.perPage();
    QueryExecutor.Result found = search(query).page(skipped, query.perPage());
    List<ClinicRecord> records = Arrays.stream(found.rows()).mapToObj(this::record).toList();
    return new Page(records, found.total());
  }

  /**
   * All records that match the filters, ordered by creation. Needs one int of memory per record.
   */
  public Stream<ClinicRecord> all(List<Filter> filters) {
    int[] rows;
    synchronized (this) {
      rows = search(new ListQuery(filters, Sort.BY_CREATION, 1, 1)).page(0, size).rows();
    }
    return Arrays.stream(rows).mapToObj(this::currentRecord);
  }

  /** The ids of all records, ordered by creation. */
  public List<String> ids() {
    return all(List.of())
        .map(record -> Long.toString(ColumnCache.value(record, Field.ID)))
        .toList();
  }

  /** The record with this id, archived or not. */
  public synchronized Optional<ClinicRecord> find(String id) {
    return row(id).map(this::record);
  }

  /** A random record, archived or not; empty if there is none or hardly any. */
  public synchronized Optional<ClinicRecord> randomRecord(RandomGenerator random) {
    return size == 0
        ? Optional.empty()
        : random
            .ints(ANY_TRIES, 0, size)
            .filter(row -> !removed.get(row))
            .mapToObj(this::record)
            .findFirst();
  }

  /** The ids of records that were removed without a trace. */
  public synchronized Set<String> removedIds() {
    return ids(removed.stream().mapToObj(this::record));
  }

  /** The ids of records that are served with other JSON, so that a client may reject them. */
  public synchronized Set<String> corruptedIds() {
    return ids(changed.values().stream().filter(CorruptedRecord.class::isInstance));
  }

  public synchronized void add(ClinicRecord record) {
    int row = size++;
    changed.put(row, record);
    columns.update(row, record);
    indexes.add(row);
  }

  /**
   * Replaces a record; its id stays.
   *
   * @throws IllegalArgumentException if there is no such id
   */
  public synchronized ClinicRecord change(String id, UnaryOperator<ClinicRecord> change) {
    int row = requireRow(id);
    ClinicRecord replacement = change.apply(record(row));
    indexes.change(row, replacement);
    changed.put(row, replacement);
    return replacement;
  }

  /** Removes a record without a trace: its id gets a plain 404 from now on. */
  public synchronized void remove(String id) {
    int row = requireRow(id);
    indexes.remove(row);
    removed.set(row);
  }

  private int requireRow(String id) {
    return row(id)
        .orElseThrow(() -> new IllegalArgumentException("no such record in " + resource.path()));
  }

  private Optional<Integer> row(String id) {
    try {
      LongRanges wanted = LongRanges.of(new long[] {Long.parseLong(id)});
      return Arrays.stream(indexes.of(Field.ID, Set.of()).rows(wanted, 0, 1)).boxed().findFirst();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private QueryExecutor search(ListQuery query) {
    return new QueryExecutor(query, columns, indexes, this::record, shuffle);
  }

  private static Set<String> ids(Stream<ClinicRecord> records) {
    return records
        .map(record -> Long.toString(ColumnCache.value(record, Field.ID)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private synchronized ClinicRecord currentRecord(int row) {
    return record(row);
  }

  private ClinicRecord record(int row) {
    ClinicRecord replacement = changed.get(row);
    return replacement == null ? origin.apply(row) : replacement;
  }
}
