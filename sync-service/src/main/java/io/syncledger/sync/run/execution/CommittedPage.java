package io.syncledger.sync.run.execution;

import io.syncledger.sync.records.UpsertCounts;
import io.syncledger.sync.source.SourceResource;
import org.jspecify.annotations.Nullable;

/**
 * Result of committing a page.
 *
 * @param statements sent to the database
 * @param cancelRequestedBy null unless cancellation was requested
 */
record CommittedPage(
    SourceResource resource,
    UpsertCounts counts,
    int rejected,
    int statements,
    @Nullable String cancelRequestedBy) {

  int changed() {
    return counts.inserted() + counts.updated();
  }

  int stored() {
    return counts.inserted() + counts.updated() + counts.unchanged();
  }
}
