package io.syncledger.sync.run.execution;

import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.SourceResource;

/**
 * A page that was fetched and parsed, and is ready to be committed.
 *
 * @param parseMs how long parsing it took
 * @param checkpoint of the run once the page is committed
 */
record FetchedPage(
    Page page, ParsedPage parsed, PageNumber number, long parseMs, Checkpoint checkpoint) {

  SourceResource resource() {
    return parsed.resource();
  }

  boolean hasRejects() {
    return !parsed.rejects().isEmpty();
  }
}
