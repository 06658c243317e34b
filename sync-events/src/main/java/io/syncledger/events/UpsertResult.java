package io.syncledger.events;

import org.jspecify.annotations.Nullable;

/**
 * The result of storing one page of records. {@code inserted + updated + unchanged + rejected} is
 * the number of records on the page; {@code archived} counts those among them that the source has
 * archived.
 *
 * @param recordsTotal the number of records that the source reports, if it reports one
 * @param transformMs time spent reading and checking them, in milliseconds
 * @param durationMs time spent in the database, in milliseconds
 */
public record UpsertResult(
    int page,
    int inserted,
    int updated,
    int unchanged,
    int archived,
    int rejected,
    @Nullable Long recordsTotal,
    long transformMs,
    long durationMs) {

  public UpsertResult {
    Preconditions.minimum("page", 1, page);
    Preconditions.minimum("inserted", 0, inserted);
    Preconditions.minimum("updated", 0, updated);
    Preconditions.minimum("unchanged", 0, unchanged);
    Preconditions.minimum("archived", 0, archived);
    Preconditions.minimum("rejected", 0, rejected);
    Preconditions.minimum("records_total", 0, recordsTotal);
    Preconditions.minimum("transform_ms", 0, transformMs);
    Preconditions.minimum("duration_ms", 0, durationMs);
  }

  /** The number of records on the page. */
  public int records() {
    return inserted + updated + unchanged + rejected;
  }
}
