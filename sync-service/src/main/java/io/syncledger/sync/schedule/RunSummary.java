package io.syncledger.sync.schedule;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the scheduler sees it: some columns of {@code sync_runs}.
 *
 * @param retryOf the run that this one retries
 * @param outcome null while it is live
 * @param recordsChanged how many records it inserted or updated, once it has ended
 */
@MappedEntity("sync_runs")
record RunSummary(
    @Id String syncId,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String retryOf,
    @Nullable String outcome,
    long recordsChanged) {}
