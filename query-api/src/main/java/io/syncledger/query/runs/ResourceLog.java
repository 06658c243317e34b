package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.ResourceProgress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one resource's records in a run.
 *
 * @param found how many the source has; null while it has not said
 * @param vanished what the source no longer has; no part of those found
 */
@Serdeable
public record ResourceLog(
    String resource,
    @Nullable Long found,
    long stored,
    long rejected,
    long archived,
    long vanished,
    int currentPage,
    int totalPages) {

  static ResourceLog of(Map.Entry<String, ResourceProgress> entry) {
    var progress = entry.getValue();
    return new ResourceLog(
        entry.getKey(),
        progress.announced(),
        progress.stored(),
        progress.rejected(),
        progress.archived(),
        progress.vanished(),
        progress.pagesStored().count(),
        progress.pagesExpected());
  }
}
