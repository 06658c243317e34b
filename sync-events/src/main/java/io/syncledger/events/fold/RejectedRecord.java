package io.syncledger.events.fold;

import io.syncledger.events.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A record that a run could not take over.
 *
 * @param resource what it is one of; null in states from before that was kept
 */
public record RejectedRecord(@Nullable String resource, Rejection reject) {}
