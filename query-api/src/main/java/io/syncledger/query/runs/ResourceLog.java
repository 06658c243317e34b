package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.ResourceProgress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the records of one resource in a run.
 *
 * @param found how many records the source has; null until it has reported it
 * @param vanished records that the source no longer has; not counted as found
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
