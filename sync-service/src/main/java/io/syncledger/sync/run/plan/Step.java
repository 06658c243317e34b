package io.syncledger.sync.run.plan;

import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.ReferencedRecords;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Tombstone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a run does with one list of the source, from beginning to end. */
public sealed interface Step {

  /** Names its checkpoint: unique within a plan, the same in every attempt. */
  String name();

  SourceResource resource();

  /** Brings pages: at least one, even if it is empty, when it is the first step of its list. */
  sealed interface Paging extends Step {}

  /** Asks how many records the list has, and when the last one changed. */
  record Probe(SourceResource resource) implements Step {
    @Override
    public String name() {
      return resource.resourceName() + ":probe";
    }
  }

  /**
   * Fetches what changed.
   *
   * @param from inclusive; null for everything
   * @param cursor where to begin: a token of the run before, or {@link Page#START}
   */
  record Changes(SourceResource resource, @Nullable Instant from, String cursor) implements Paging {
    public Changes(SourceResource list, @Nullable Instant from) {
      this(list, from, Page.START);
    }

    @Override
    public String name() {
      return resource.resourceName() + ":changes";
    }
  }

  /** Fetches what was archived, cancelled or deleted since, which need not count as a change. */
  record Tombstoned(SourceResource resource, Tombstone tombstone, Instant since) implements Paging {
    @Override
    public String name() {
      return resource.resourceName() + ":" + tombstone.column();
    }
  }

  /** Fetches records by id because stored records of other lists refer to them. */
  record Referenced(ReferencedRecords records, Instant at) implements Paging {
    @Override
    public String name() {
      return resource().resourceName() + ":" + records.name();
    }

    @Override
    public SourceResource resource() {
      return records.resource();
    }
  }

  /** Fetches records again that were rejected before. */
  record Redrive(SourceResource resource) implements Paging {
    @Override
    public String name() {
      return resource.resourceName() + ":redrive";
    }
  }

  /** Finds stored records that the source no longer has, and records that are not stored yet. */
  record Reconcile(SourceResource resource) implements Step {
    @Override
    public String name() {
      return resource.resourceName() + ":reconcile";
    }
  }
}
