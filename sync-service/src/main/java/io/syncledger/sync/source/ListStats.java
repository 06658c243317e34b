package io.syncledger.sync.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a list before it is read.
 *
 * @param total of records, hidden ones included; null when the source reports none
 * @param latestChange the latest change of a record; null when the source reports none
 */
public record ListStats(@Nullable Long total, @Nullable Instant latestChange) {}
