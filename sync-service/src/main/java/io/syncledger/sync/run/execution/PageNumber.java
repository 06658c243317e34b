package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page's number among all pages of its resource, in all passes.
 *
 * @param totalPages null when the source reports none
 * @param recordsTotal null when the source reports none
 */
record PageNumber(int number, @Nullable Integer totalPages, @Nullable Long recordsTotal) {

  static PageNumber of(ResourceTotals totals, Page page) {
    return new PageNumber(
        totals.nextPageNumber(), totals.totalPages(page), totals.recordsTotal(page));
  }
}
