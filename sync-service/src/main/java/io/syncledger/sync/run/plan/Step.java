package io.syncledger.sync.run.plan;

import io.syncledger.sync.source.cliniko.ClinikoResource;
import io.syncledger.sync.source.cliniko.ClinikoResource.Tombstone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a run does with one list of the source, from beginning to end. */
public sealed interface Step {

  /** What it is called where places are kept: unique within a plan, the same in every attempt. */
  String name();

  ClinikoResource list();

  /** Brings pages: an own page, though an empty one, if it is the first of its list. */
  sealed interface Paging extends Step {}

  /** Asks how many records there are, and which was changed last. */
  record Probe(ClinikoResource list) implements Step {
    @Override
    public String name() {
      return list.resource() + ":probe";
    }
  }

  /**
   * Takes over what was changed.
   *
   * @param from inclusive; null for everything
   */
  record Changes(ClinikoResource list, @Nullable Instant from) implements Paging {
    @Override
    public String name() {
      return list.resource() + ":changes";
    }
  }

  /** Takes over what was archived, cancelled or deleted since, perhaps without being changed. */
  record Tombstoned(ClinikoResource list, Tombstone tombstone, Instant since) implements Paging {
    @Override
    public String name() {
      return list.resource() + ":" + tombstone.column();
    }
  }

  /**
   * Takes over the patients who have an appointment, as the local tables know it, in this time or
   * later.
   */
  record ActivePatients(Instant startingFrom) implements Paging {
    @Override
    public String name() {
      return "patients:active";
    }

    @Override
    public ClinikoResource list() {
      return ClinikoResource.PATIENTS;
    }
  }

  /** Takes over records that were rejected before, as they are now. */
  record Redrive(ClinikoResource list) implements Paging {
    @Override
    public String name() {
      return list.resource() + ":redrive";
    }
  }

  /** Finds what is here and no longer there, and what is there and not yet here. */
  record Reconcile(ClinikoResource list) implements Step {
    @Override
    public String name() {
      return list.resource() + ":reconcile";
    }
  }
}
