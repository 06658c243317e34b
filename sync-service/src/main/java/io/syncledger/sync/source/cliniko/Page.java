package io.syncledger.sync.source.cliniko;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a walk.
 *
 * @param number 1, 2, 3 …
 * @param totalPages as far as the source knows now; null when it does not say
 * @param recordsTotal as far as the source knows now; null when it does not say
 * @param bytes size of the answer
 * @param durationMs of the request that succeeded, without waiting for leave to send it
 * @param fetchedAt when it was read
 * @param requests how many it took, failed ones included
 * @param cursor where a later walk goes on that has taken this page
 */
public record Page(
    int number,
    List<RawRecord> records,
    @Nullable Integer totalPages,
    @Nullable Long recordsTotal,
    long bytes,
    long durationMs,
    Instant fetchedAt,
    int requests,
    KeysetPosition cursor) {}
