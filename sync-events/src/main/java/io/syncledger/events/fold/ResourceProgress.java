package io.syncledger.events.fold;

import io.syncledger.events.PlannedResource;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.UpsertResult;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run with one resource.
 *
 * @param planned its place in the run's plan; null when it was not planned
 * @param totalPages as last reported by the source; null until it has reported a total
 * @param recordsTotal as last reported by the source; null if it reports none
 * @param vanished records that are gone from the source; not counted as fetched
 */
public record ResourceProgress(
    @Nullable Planned planned,
    @Nullable Integer totalPages,
    @Nullable Long recordsTotal,
    PageRanges pagesFetched,
    PageRanges pagesStored,
    long fetched,
    long inserted,
    long updated,
    long unchanged,
    long archived,
    long rejected,
    long vanished,
    long bytes,
    long apiFetchMs,
    long transformMs,
    long databaseMs) {

  /**
   * A resource's place in the run's plan.
   *
   * @param position 0 is fetched first
   * @param recordsTotal how many records were expected; null when unknown
   */
  public record Planned(int position, @Nullable Long recordsTotal) {}

  public static final ResourceProgress EMPTY =
      new ResourceProgress(
          null, null, null, PageRanges.EMPTY, PageRanges.EMPTY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  ResourceProgress plan(int position, PlannedResource resource) {
    return new ResourceProgress(
        new Planned(position, resource.recordsTotal()),
        totalPages,
        recordsTotal,
        pagesFetched,
        pagesStored,
        fetched,
        inserted,
        updated,
        unchanged,
        archived,
        rejected,
        vanished,
        bytes,
        apiFetchMs,
        transformMs,
        databaseMs);
  }

  ResourceProgress apply(PageFetched page) {
    return new ResourceProgress(
        planned,
        page.totalPages() == null ? totalPages : page.totalPages(),
        page.recordsTotal() == null ? recordsTotal : page.recordsTotal(),
        pagesFetched.add(page.page()),
        pagesStored,
        fetched + page.records(),
        inserted,
        updated,
        unchanged,
        archived,
        rejected,
        vanished,
        bytes + page.bytes(),
        apiFetchMs + page.durationMs(),
        transformMs,
        databaseMs);
  }

  ResourceProgress apply(UpsertResult upsert) {
    return new ResourceProgress(
        planned,
        totalPages,
        recordsTotal == null ? upsert.recordsTotal() : recordsTotal,
        pagesFetched,
        pagesStored.add(upsert.page()),
        fetched,
        inserted + upsert.inserted(),
        updated + upsert.updated(),
        unchanged + upsert.unchanged(),
        archived + upsert.archived(),
        rejected + upsert.rejected(),
        vanished,
        bytes,
        apiFetchMs,
        transformMs + upsert.transformMs(),
        databaseMs + upsert.durationMs());
  }

  ResourceProgress vanish(int records) {
    return new ResourceProgress(
        planned,
        totalPages,
        recordsTotal,
        pagesFetched,
        pagesStored,
        fetched,
        inserted,
        updated,
        unchanged,
        archived,
        rejected,
        vanished + records,
        bytes,
        apiFetchMs,
        transformMs,
        databaseMs);
  }

  /** The number of records whose local copy equals the source's. */
  public long stored() {
    return inserted + updated + unchanged;
  }

  /** The number of records stored or rejected. */
  public long processed() {
    return stored() + rejected;
  }

  /** The number of records to expect: those announced, or those that arrived if they are more. */
  public long expected() {
    var announced = announced();
    return Math.max(announced == null ? 0 : announced, Math.max(fetched, processed()));
  }

  /**
   * The number of records as last reported by the source or, before the first page, as planned;
   * null when neither is known.
   */
  public @Nullable Long announced() {
    return recordsTotal != null || started() || planned == null
        ? recordsTotal
        : planned.recordsTotal();
  }

  /** Whether a page has arrived. */
  public boolean started() {
    return pagesFetched.count() > 0 || pagesStored.count() > 0;
  }

  /** Whether {@link #expected()} is more than a guess. */
  boolean hasKnownSize() {
    return started() || announced() != null;
  }

  /** Whether everything announced is processed. */
  boolean done() {
    return allFetched() && pagesStored.count() > 0 && processed() >= expected();
  }

  /** The number of pages to expect: as announced, but at least the greatest page number seen. */
  public int pagesExpected() {
    int seen = Math.max(pagesFetched.last(), pagesStored.last());
    return totalPages == null ? seen : Math.max(totalPages, seen);
  }

  /** Whether every announced page has arrived. */
  public boolean allFetched() {
    return pagesFetched.count() > 0 && pagesFetched.count() >= pagesExpected();
  }
}
