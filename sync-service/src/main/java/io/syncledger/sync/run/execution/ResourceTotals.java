package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Totals that a run has reported about one resource. A resource may be fetched in several passes:
 * page numbers continue and totals accumulate.
 *
 * @param pages reported so far; the number of the last one
 * @param totalPages as the source announced last
 * @param announced records, as the source announced last; null while it reports none
 * @param fetchedBefore fetched before the current pass
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

  /** The totals as another pass begins. */
  ResourceTotals nextPass() {
    return new ResourceTotals(pages, totalPages, announced, fetched, fetched, stored, rejected);
  }

  /**
   * Whether the page is worth an event: an empty page of a further pass that changes no total is
   * not.
   */
  boolean isReportable(Page page) {
    return pages == 0 || !page.records().isEmpty() || !hasSameTotals(page);
  }

  private boolean hasSameTotals(Page page) {
    var records = recordsTotal(page);
    return (records == null || records.equals(announced))
        && (totalPages == null || totalPages <= pages);
  }

  int nextPageNumber() {
    return pages + 1;
  }

  /** All pages of the resource, as far as the page reports them. */
  @Nullable Integer totalPages(Page page) {
    var total = page.totalPages();
    return total == null ? null : nextPageNumber() + Math.max(0, total - page.number());
  }

  /** All records of the resource, as far as the page reports them. */
  @Nullable Long recordsTotal(Page page) {
    var total = page.recordsTotal();
    return total == null ? null : fetchedBefore + total;
  }

  /** The totals once the page is reported. */
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

  /** Returns the first total that does not agree at the end of a pass. */
  Optional<String> contradiction(String source, String resource) {
    if (pages == 0) {
      return Optional.of(source + " gave no page of " + resource);
    }
    if (announced != null && announced != fetched) {
      return Optional.of(
          "%s announced %d %s, but gave %d".formatted(source, announced, resource, fetched));
    }
    if (totalPages != null && totalPages > pages) {
      return Optional.of(
          "%s announced %d pages of %s, but gave %d"
              .formatted(source, totalPages, resource, pages));
    }
    return fetched == stored + rejected
        ? Optional.empty()
        : Optional.of(
            "%d %s were fetched, but %d were stored and %d rejected"
                .formatted(fetched, resource, stored, rejected));
  }
}
