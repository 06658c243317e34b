package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.cliniko.ClinikoResource.Tombstone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list is asked for. Records that the list hides by default are always among it. */
public sealed interface Selection {

  /**
   * What was changed.
   *
   * @param from inclusive; null for everything
   */
  record ChangedSince(@Nullable Instant from) implements Selection {}

  /**
   * What has a tombstone set at an instant or later, whether that changed its {@code updated_at} or
   * not.
   *
   * @param tombstone one that the list can be filtered by
   */
  record TombstonedSince(Tombstone tombstone, Instant since) implements Selection {}

  /**
   * Certain records.
   *
   * @param ids 1 to {@value #MAX} of digits only
   */
  record ByIds(List<String> ids) implements Selection {
    public static final int MAX = 100;

    public ByIds {
      ids = List.copyOf(ids);
      if (ids.isEmpty() || ids.size() > MAX || !ids.stream().allMatch(IdRange::isId)) {
        throw new IllegalArgumentException("1 to " + MAX + " ids of 1 to 19 digits are asked for");
      }
    }
  }
}
