package io.syncledger.sync.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Selects records of a list. Records that the list hides by default are included. */
public sealed interface Selection {

  /**
   * Records that changed.
   *
   * @param from inclusive; null for everything
   */
  record ChangedSince(@Nullable Instant from) implements Selection {}

  /**
   * Records with a tombstone set at an instant or later, even if that left its time of change
   * alone.
   *
   * @param tombstone one of the list's {@link SourceResource#filterableTombstones}
   */
  record TombstonedSince(Tombstone tombstone, Instant since) implements Selection {}
}
