package io.syncledger.sync.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list holds before it is read.
 *
 * @param total of records, hidden ones included; null when the source does not say
 * @param latestChange the latest change of a record; null when the source does not say
 */
public record ListStats(@Nullable Long total, @Nullable Instant latestChange) {}
