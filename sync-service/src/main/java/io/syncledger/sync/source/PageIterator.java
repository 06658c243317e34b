package io.syncledger.sync.source;

import org.jspecify.annotations.Nullable;

/** Reads the pages of a selection, each record once. For one thread at a time. */
public interface PageIterator {

  /**
   * Fetches the next page. Only the first and the last page may be empty; the last one is then
   * there to correct the totals that earlier pages announced.
   *
   * @return null after the last page
   * @throws SourceException when the source fails or its response is invalid
   */
  @Nullable Page next() throws InterruptedException;
}
