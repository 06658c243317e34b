package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.IdRange;
import io.syncledger.sync.cliniko.RawRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of all types that are kept. All methods but {@link #read} take part in the
 * transaction that is under way, if any; none reaches another organisation's records.
 */
@Singleton
public final class Records {
  /** How old an appointment may be for its patient to count as active. */
  public static final Duration ACTIVE_WITHIN = Duration.ofDays(45);

  private final RecordTables tables;
  private final KnownRecords known;
  private final ActivePatients active;
  private final Clock clock;

  Records(RecordTables tables, KnownRecords known, ActivePatients active, Clock clock) {
    this.tables = tables;
    this.known = known;
    this.active = active;
    this.clock = clock;
  }

  /** Reads a list's records one by one; needs no database. */
  public Ready read(ClinikoResource resource, List<RawRecord> records) {
    return RecordReader.read(resource, records);
  }

  /**
   * Stores a page. Of an id that the page holds twice, the later version counts and the other is
   * unchanged. A record that had vanished is there again.
   */
  public Stored store(OrganizationId owner, Ready page) {
    var changes =
        tables.upsert(owner, RecordType.of(page.resource()), latest(page.rows()), clock.instant());
    int unchanged = page.rows().size() - changes.inserted() - changes.updated();
    return new Stored(changes.inserted(), changes.updated(), unchanged, page.archived());
  }

  /** In the order of their ids, so that two writers never wait for each other. */
  private static Collection<Row> latest(List<Row> rows) {
    Map<String, Row> byId = new TreeMap<>();
    rows.forEach(row -> byId.merge(row.id(), row, Row::later));
    return byId.values();
  }

  /**
   * Compares a page with what is kept, column by column.
   *
   * @return those that are kept otherwise; neither equal ones nor ones that are not kept
   */
  public List<Difference> compare(OrganizationId owner, Ready page) {
    return tables.compare(owner, RecordType.of(page.resource()), latest(page.rows()));
  }

  /** How many there are of those that the source's list shows when nothing else is asked for. */
  public long count(OrganizationId owner, ClinikoResource resource) {
    return known.count(owner, resource);
  }

  /** How many have an id in the range, whatever became of them at the source, unless vanished. */
  public long countKnown(OrganizationId owner, ClinikoResource resource, IdRange range) {
    return known.count(owner, resource, range);
  }

  /** The ids in the range of those that have not vanished, ascending by value. */
  public List<String> knownIds(
      OrganizationId owner, ClinikoResource resource, IdRange range, int limit) {
    return known.ids(owner, resource, range, limit);
  }

  /**
   * The id in the range that so many others are below; empty when there are not more than those.
   */
  public Optional<String> knownId(
      OrganizationId owner, ClinikoResource resource, IdRange range, long below) {
    return known.id(owner, resource, range, below);
  }

  /** Those of these ids that are kept and have not vanished. */
  public List<String> known(
      OrganizationId owner, ClinikoResource resource, Collection<String> ids) {
    return known.among(owner, resource, ids);
  }

  /** Some ids of those that have not vanished; the seed decides which. */
  public List<String> sample(OrganizationId owner, ClinikoResource resource, long seed, int limit) {
    return known.sample(owner, resource, seed, limit);
  }

  /**
   * Marks records that the source no longer has, until it has them again.
   *
   * @return how many were not marked before
   */
  public int vanish(OrganizationId owner, ClinikoResource resource, Collection<String> ids) {
    return known.vanish(owner, resource, ids, clock.instant());
  }

  /**
   * The patients with an appointment that takes place and begins at the instant or later, whether
   * they are kept or not.
   *
   * @param after ids up to this one are left out; null for none
   * @return ascending by the text of the id
   */
  public List<String> activePatientIds(
      OrganizationId owner, Instant startingFrom, @Nullable String after, int limit) {
    return active.ids(owner, startingFrom, after, limit);
  }

  /** How many {@link #activePatientIds} would give in all. */
  public long activePatientCount(OrganizationId owner, Instant startingFrom) {
    return active.count(owner, startingFrom);
  }
}
