package io.syncledger.sync.records;

import io.syncledger.events.Rejection;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page, read and checked, ready to be stored.
 *
 * @param resource the list that it is of
 * @param recordCount how many the page held
 * @param rows in the order of the page, repetitions included
 * @param rejects those that cannot be taken over; together with the rows, all of the page
 * @param archivedCount how many of the rows are archived, cancelled or deleted at the source
 * @param latestChange the greatest {@code updated_at} among the rows
 */
public record ParsedPage(
    ClinikoResource resource,
    int recordCount,
    List<RecordRow> rows,
    List<Rejection> rejects,
    int archivedCount,
    @Nullable Instant latestChange) {}
