package io.syncledger.sync.run.execution;

import io.syncledger.sync.records.UpsertCounts;
import io.syncledger.sync.source.SourceResource;
import org.jspecify.annotations.Nullable;

/**
 * What committing a page did.
 *
 * @param statements sent to the database
 * @param cancelRequestedBy null while nobody asked for the run's end
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
