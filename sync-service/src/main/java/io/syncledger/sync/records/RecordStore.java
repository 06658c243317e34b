package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stores and queries the records of all types. All methods but {@link #parse} join the current
 * transaction, if any; none reaches another organization's records.
 */
@Singleton
public final class RecordStore {
  private final RecordTableWriter tables;
  private final RecordIdQueries idQueries;
  private final Clock clock;

  RecordStore(RecordTableWriter tables, RecordIdQueries idQueries, Clock clock) {
    this.tables = tables;
    this.idQueries = idQueries;
    this.clock = clock;
  }

  /** Parses a list's records one by one; needs no database. */
  public ParsedPage parse(SourceResource resource, List<RawRecord> records) {
    return RecordParser.parse(resource, records);
  }

  /**
   * Stores a page. When it holds an id twice, the newer version is stored and the other counts as
   * unchanged. A record that had vanished is present again.
   */
  public UpsertCounts store(OrganizationId organizationId, ParsedPage page) {
    var changes =
        tables.upsert(
            organizationId,
            page.resource().recordType(),
            latestVersions(page.rows()),
            clock.instant());
    int unchanged = page.rows().size() - changes.inserted() - changes.updated();
    return new UpsertCounts(changes.inserted(), changes.updated(), unchanged, page.archivedCount());
  }

  /** Sorted by id, so that two concurrent writers cannot deadlock. */
  private static Collection<RecordRow> latestVersions(List<RecordRow> rows) {
    Map<String, RecordRow> byId = new TreeMap<>();
    rows.forEach(row -> byId.merge(row.id(), row, RecordRow::newer));
    return byId.values();
  }

  /**
   * Compares a page with the stored records, column by column.
   *
   * @return the stored records that differ
   */
  public List<RecordDifference> compare(OrganizationId organizationId, ParsedPage page) {
    return tables.compare(
        organizationId, page.resource().recordType(), latestVersions(page.rows()));
  }

  /** Counts the records that the source's list shows by default. */
  public long countVisible(OrganizationId organizationId, SourceResource resource) {
    return idQueries.count(organizationId, resource);
  }

  /**
   * Counts the records with an id in the range that have not vanished, tombstoned ones included.
   */
  public long countStored(OrganizationId organizationId, SourceResource resource, IdRange range) {
    return idQueries.count(organizationId, resource, range);
  }

  /** The ids in the range of records that have not vanished, ascending. */
  public List<String> storedIds(
      OrganizationId organizationId, SourceResource resource, IdRange range, int limit) {
    return idQueries.ids(organizationId, resource, range, limit);
  }

  /**
   * The id that a number of others in the range precede; empty when there are no more than those.
   */
  public Optional<String> storedIdAt(
      OrganizationId organizationId, SourceResource resource, IdRange range, long below) {
    return idQueries.idAtOffset(organizationId, resource, range, below);
  }

  /** Returns those of the ids that are stored and have not vanished. */
  public List<String> storedAmong(
      OrganizationId organizationId, SourceResource resource, Collection<String> ids) {
    return idQueries.storedAmong(organizationId, resource, ids);
  }

  /** A sample of the ids that have not vanished; the seed determines which. */
  public List<String> sampleIds(
      OrganizationId organizationId, SourceResource resource, long seed, int limit) {
    return idQueries.sample(organizationId, resource, seed, limit);
  }

  /**
   * Marks records as vanished, until the source shows them again.
   *
   * @return how many were not marked before
   */
  public int markVanished(
      OrganizationId organizationId, SourceResource resource, Collection<String> ids) {
    return idQueries.markVanished(organizationId, resource, ids, clock.instant());
  }
}
