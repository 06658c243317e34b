package io.syncledger.events.fold;

import io.syncledger.events.Reject;
import org.jspecify.annotations.Nullable;

/**
 * A record that a run could not take over.
 *
 * @param resource what it is one of; null in states from before that was kept
 */
public record Rejected(@Nullable String resource, Reject reject) {}
