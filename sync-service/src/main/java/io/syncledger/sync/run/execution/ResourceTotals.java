package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.cliniko.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run told of one resource so far. A resource may be walked in several passes: their pages
 * are numbered on, and their sums accumulate.
 *
 * @param pages told so far; the last one's number
 * @param totalPages as announced last
 * @param announced records, as announced last; null while the source does not say
 * @param fetchedBefore fetched before the pass that is under way
 */
record ResourceTotals(
    int pages,
    @Nullable Integer totalPages,
    @Nullable Long announced,
    long fetchedBefore,
    long fetched,
    long stored,
    long rejected) {

  static final ResourceTotals ZERO = new ResourceTotals(0, null, null, 0, 0, 0, 0);

  /** Another pass begins. */
  ResourceTotals nextPass() {
    return new ResourceTotals(pages, totalPages, announced, fetched, fetched, stored, rejected);
  }

  /**
   * Whether there is something to tell: an empty page of a further pass that changes no sum is
   * none.
   */
  boolean isReportable(Page page) {
    return pages == 0 || !page.records().isEmpty() || !sameTotals(page);
  }

  private boolean sameTotals(Page page) {
    var records = recordsTotal(page);
    return (records == null || records.equals(announced))
        && (totalPages == null || totalPages <= pages);
  }

  int nextPageNumber() {
    return pages + 1;
  }

  /** All pages of the resource, as far as the page tells. */
  @Nullable Integer totalPages(Page page) {
    var total = page.totalPages();
    return total == null ? null : nextPageNumber() + Math.max(0, total - page.number());
  }

  /** All records of the resource, as far as the page tells. */
  @Nullable Long recordsTotal(Page page) {
    var total = page.recordsTotal();
    return total == null ? null : fetchedBefore + total;
  }

  /** After a page that was told. */
  ResourceTotals plus(Page page, long storedNow, long rejectedNow) {
    var pagesNow = totalPages(page);
    var recordsNow = recordsTotal(page);
    return new ResourceTotals(
        nextPageNumber(),
        pagesNow == null ? totalPages : pagesNow,
        recordsNow == null ? announced : recordsNow,
        fetchedBefore,
        fetched + page.records().size(),
        stored + storedNow,
        rejected + rejectedNow);
  }

  /** Which sum is off at the end of a pass, if one is. */
  Optional<String> contradiction(String resource) {
    if (pages == 0) {
      return Optional.of("Cliniko gave no page of " + resource);
    }
    if (announced != null && announced != fetched) {
      return Optional.of(
          "Cliniko announced %d %s, but gave %d".formatted(announced, resource, fetched));
    }
    if (totalPages != null && totalPages > pages) {
      return Optional.of(
          "Cliniko announced %d pages of %s, but gave %d".formatted(totalPages, resource, pages));
    }
    return fetched == stored + rejected
        ? Optional.empty()
        : Optional.of(
            "%d %s were fetched, but %d were stored and %d rejected"
                .formatted(fetched, resource, stored, rejected));
  }
}
