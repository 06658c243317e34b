package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import io.syncledger.sync.source.cliniko.IdRange;
import io.syncledger.sync.source.cliniko.RawRecord;
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
 * The records of all types that are kept. All methods but {@link #parse} take part in the
 * transaction that is under way, if any; none reaches another organisation's records.
 */
@Singleton
public final class RecordStore {
  /** How old an appointment may be for its patient to count as active. */
  public static final Duration ACTIVE_PATIENT_WINDOW = Duration.ofDays(45);

  private final RecordTableWriter tables;
  private final RecordIdQueries idQueries;
  private final ActivePatients active;
  private final Clock clock;

  RecordStore(RecordTableWriter tables, RecordIdQueries known, ActivePatients active, Clock clock) {
    this.tables = tables;
    this.idQueries = known;
    this.active = active;
    this.clock = clock;
  }

  /** Reads a list's records one by one; needs no database. */
  public ParsedPage parse(ClinikoResource resource, List<RawRecord> records) {
    return RecordParser.parse(resource, records);
  }

  /**
   * Stores a page. Of an id that the page holds twice, the later version counts and the other is
   * unchanged. A record that had vanished is there again.
   */
  public UpsertCounts store(OrganizationId owner, ParsedPage page) {
    var changes =
        tables.upsert(
            owner, RecordType.of(page.resource()), latestVersions(page.rows()), clock.instant());
    int unchanged = page.rows().size() - changes.inserted() - changes.updated();
    return new UpsertCounts(changes.inserted(), changes.updated(), unchanged, page.archivedCount());
  }

  /** In the order of their ids, so that two writers never wait for each other. */
  private static Collection<RecordRow> latestVersions(List<RecordRow> rows) {
    Map<String, RecordRow> byId = new TreeMap<>();
    rows.forEach(row -> byId.merge(row.id(), row, RecordRow::newer));
    return byId.values();
  }

  /**
   * Compares a page with what is kept, column by column.
   *
   * @return those that are kept otherwise; neither equal ones nor ones that are not kept
   */
  public List<RecordDifference> compare(OrganizationId owner, ParsedPage page) {
    return tables.compare(owner, RecordType.of(page.resource()), latestVersions(page.rows()));
  }

  /** How many there are of those that the source's list shows when nothing else is asked for. */
  public long countVisible(OrganizationId owner, ClinikoResource resource) {
    return idQueries.count(owner, resource);
  }

  /** How many have an id in the range, whatever became of them at the source, unless vanished. */
  public long countPresent(OrganizationId owner, ClinikoResource resource, IdRange range) {
    return idQueries.count(owner, resource, range);
  }

  /** The ids in the range of those that have not vanished, ascending by value. */
  public List<String> presentIds(
      OrganizationId owner, ClinikoResource resource, IdRange range, int limit) {
    return idQueries.ids(owner, resource, range, limit);
  }

  /**
   * The id in the range that so many others are below; empty when there are not more than those.
   */
  public Optional<String> presentIdAt(
      OrganizationId owner, ClinikoResource resource, IdRange range, long below) {
    return idQueries.idAtOffset(owner, resource, range, below);
  }

  /** Those of these ids that are kept and have not vanished. */
  public List<String> existing(
      OrganizationId owner, ClinikoResource resource, Collection<String> ids) {
    return idQueries.existing(owner, resource, ids);
  }

  /** Some ids of those that have not vanished; the seed decides which. */
  public List<String> sampleIds(
      OrganizationId owner, ClinikoResource resource, long seed, int limit) {
    return idQueries.sample(owner, resource, seed, limit);
  }

  /**
   * Marks records that the source no longer has, until it has them again.
   *
   * @return how many were not marked before
   */
  public int markVanished(OrganizationId owner, ClinikoResource resource, Collection<String> ids) {
    return idQueries.markVanished(owner, resource, ids, clock.instant());
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
