package io.syncledger.events.fold;

import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.Upsert;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come with one resource.
 *
 * @param totalPages as the source said last; null when it does not say
 * @param recordsTotal as the source said last; null when it does not say
 */
public record ResourceProgress(
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
    long bytes,
    long apiFetchMs,
    long transformMs,
    long databaseMs) {

  public static final ResourceProgress NONE =
      new ResourceProgress(
          null, null, PageRanges.NONE, PageRanges.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  ResourceProgress apply(PageFetched page) {
    return new ResourceProgress(
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
        bytes + page.bytes(),
        apiFetchMs + page.durationMs(),
        transformMs,
        databaseMs);
  }

  ResourceProgress apply(Upsert upsert) {
    return new ResourceProgress(
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
        bytes,
        apiFetchMs,
        transformMs + upsert.transformMs(),
        databaseMs + upsert.durationMs());
  }

  /** Records that are in the local database as the source has them. */
  public long stored() {
    return inserted + updated + unchanged;
  }

  /** Records whose fate is known: stored or rejected. */
  public long processed() {
    return stored() + rejected;
  }

  /** The known amount of work: what the source announced, or what came if that is more. */
  public long expected() {
    return Math.max(recordsTotal == null ? 0 : recordsTotal, Math.max(fetched, processed()));
  }

  /**
   * How many pages there should be: as announced, else as many as the greatest page number seen.
   */
  public int pagesExpected() {
    int seen = Math.max(pagesFetched.last(), pagesStored.last());
    return totalPages == null ? seen : Math.max(totalPages, seen);
  }

  /** Whether every announced page has arrived. */
  public boolean allFetched() {
    return pagesFetched.count() > 0 && pagesFetched.count() >= pagesExpected();
  }
}
