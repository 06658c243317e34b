package io.syncledger.events.fold;

import io.syncledger.events.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A record that a run could not store.
 *
 * @param resource the kind of record; null in states that are older than this field
 */
public record RejectedRecord(@Nullable String resource, Rejection reject) {}
