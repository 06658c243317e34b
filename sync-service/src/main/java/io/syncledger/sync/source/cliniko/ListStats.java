package io.syncledger.sync.source.cliniko;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list holds before it is walked.
 *
 * @param total of records, hidden ones included; null when the source does not say
 * @param latestChange the greatest {@code updated_at}; null when there is none
 */
public record ListStats(@Nullable Long total, @Nullable Instant latestChange) {}
