package io.syncledger.sync.run.plan;

import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.ReferencedRecords;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Tombstone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a run does with one list of the source, from beginning to end. */
public sealed interface Step {

  /** What it is called where places are kept: unique within a plan, the same in every attempt. */
  String name();

  SourceResource list();

  /** Brings pages: an own page, though an empty one, if it is the first of its list. */
  sealed interface Paging extends Step {}

  /** Asks how many records there are, and which was changed last. */
  record Probe(SourceResource list) implements Step {
    @Override
    public String name() {
      return list.resource() + ":probe";
    }
  }

  /**
   * Takes over what was changed.
   *
   * @param from inclusive; null for everything
   * @param cursor where to begin: a token of the run before, or {@link Page#START}
   */
  record Changes(SourceResource list, @Nullable Instant from, String cursor) implements Paging {
    public Changes(SourceResource list, @Nullable Instant from) {
      this(list, from, Page.START);
    }

    @Override
    public String name() {
      return list.resource() + ":changes";
    }
  }

  /** Takes over what was archived, cancelled or deleted since, perhaps without being changed. */
  record Tombstoned(SourceResource list, Tombstone tombstone, Instant since) implements Paging {
    @Override
    public String name() {
      return list.resource() + ":" + tombstone.column();
    }
  }

  /** Fetches records by id because stored records of other lists refer to them. */
  record Referenced(ReferencedRecords records, Instant at) implements Paging {
    @Override
    public String name() {
      return list().resource() + ":" + records.name();
    }

    @Override
    public SourceResource list() {
      return records.resource();
    }
  }

  /** Takes over records that were rejected before, as they are now. */
  record Redrive(SourceResource list) implements Paging {
    @Override
    public String name() {
      return list.resource() + ":redrive";
    }
  }

  /** Finds what is here and no longer there, and what is there and not yet here. */
  record Reconcile(SourceResource list) implements Step {
    @Override
    public String name() {
      return list.resource() + ":reconcile";
    }
  }
}
