package io.syncledger.events;

import org.jspecify.annotations.Nullable;

/**
 * What became of one page's records. {@code inserted + updated + unchanged + rejected} is what the
 * page held; {@code archived} counts those among them that the source has archived.
 *
 * @param recordsTotal how many records the source says there are, if it says
 * @param transformMs time spent reading and checking them, in milliseconds
 * @param durationMs time spent in the database, in milliseconds
 */
public record Upsert(
    int page,
    int inserted,
    int updated,
    int unchanged,
    int archived,
    int rejected,
    @Nullable Long recordsTotal,
    long transformMs,
    long durationMs) {

  public Upsert {
    Require.atLeast("page", 1, page);
    Require.atLeast("inserted", 0, inserted);
    Require.atLeast("updated", 0, updated);
    Require.atLeast("unchanged", 0, unchanged);
    Require.atLeast("archived", 0, archived);
    Require.atLeast("rejected", 0, rejected);
    Require.atLeast("records_total", 0, recordsTotal);
    Require.atLeast("transform_ms", 0, transformMs);
    Require.atLeast("duration_ms", 0, durationMs);
  }

  /** The records accounted for. */
  public int records() {
    return inserted + updated + unchanged + rejected;
  }
}
