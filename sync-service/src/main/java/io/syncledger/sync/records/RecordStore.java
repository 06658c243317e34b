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
 * The records of all types that are kept. All methods but {@link #parse} take part in the
 * transaction that is under way, if any; none reaches another organisation's records.
 */
@Singleton
public final class RecordStore {
  private final RecordTableWriter tables;
  private final RecordIdQueries idQueries;
  private final Clock clock;

  RecordStore(RecordTableWriter tables, RecordIdQueries known, Clock clock) {
    this.tables = tables;
    this.idQueries = known;
    this.clock = clock;
  }

  /** Reads a list's records one by one; needs no database. */
  public ParsedPage parse(SourceResource resource, List<RawRecord> records) {
    return RecordParser.parse(resource, records);
  }

  /**
   * Stores a page. Of an id that the page holds twice, the later version counts and the other is
   * unchanged. A record that had vanished is there again.
   */
  public UpsertCounts store(OrganizationId owner, ParsedPage page) {
    var changes =
        tables.upsert(
            owner, page.resource().recordType(), latestVersions(page.rows()), clock.instant());
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
    return tables.compare(owner, page.resource().recordType(), latestVersions(page.rows()));
  }

  /** How many there are of those that the source's list shows when nothing else is asked for. */
  public long countVisible(OrganizationId owner, SourceResource resource) {
    return idQueries.count(owner, resource);
  }

  /** How many have an id in the range, whatever became of them at the source, unless vanished. */
  public long countPresent(OrganizationId owner, SourceResource resource, IdRange range) {
    return idQueries.count(owner, resource, range);
  }

  /** The ids in the range of those that have not vanished, ascending by value. */
  public List<String> presentIds(
      OrganizationId owner, SourceResource resource, IdRange range, int limit) {
    return idQueries.ids(owner, resource, range, limit);
  }

  /**
   * The id in the range that so many others are below; empty when there are not more than those.
   */
  public Optional<String> presentIdAt(
      OrganizationId owner, SourceResource resource, IdRange range, long below) {
    return idQueries.idAtOffset(owner, resource, range, below);
  }

  /** Those of these ids that are kept and have not vanished. */
  public List<String> existing(
      OrganizationId owner, SourceResource resource, Collection<String> ids) {
    return idQueries.existing(owner, resource, ids);
  }

  /** Some ids of those that have not vanished; the seed decides which. */
  public List<String> sampleIds(
      OrganizationId owner, SourceResource resource, long seed, int limit) {
    return idQueries.sample(owner, resource, seed, limit);
  }

  /**
   * Marks records that the source no longer has, until it has them again.
   *
   * @return how many were not marked before
   */
  public int markVanished(OrganizationId owner, SourceResource resource, Collection<String> ids) {
    return idQueries.markVanished(owner, resource, ids, clock.instant());
  }
}
