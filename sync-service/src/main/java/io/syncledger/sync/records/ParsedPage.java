package io.syncledger.sync.records;

import io.syncledger.events.Rejection;
import io.syncledger.sync.source.SourceResource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page whose records were parsed and validated, ready to be stored.
 *
 * @param recordCount how many records the page held
 * @param rows in the order of the page, repetitions included
 * @param rejects records that cannot be stored; with the rows, they are the whole page
 * @param archivedCount how many of the rows have a tombstone at the source
 * @param latestChange the greatest {@code source_updated_at} among the rows
 */
public record ParsedPage(
    SourceResource resource,
    int recordCount,
    List<RecordRow> rows,
    List<Rejection> rejects,
    int archivedCount,
    @Nullable Instant latestChange) {}
