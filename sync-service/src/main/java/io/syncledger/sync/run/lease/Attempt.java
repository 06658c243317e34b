package io.syncledger.sync.run.lease;

import io.syncledger.events.SyncId;
import org.jspecify.annotations.Nullable;

/**
 * The how-manieth try of the same work a run is.
 *
 * @param number 1 for the first
 * @param retryOf the try before; null for the first
 * @param retriesWithoutProgress how many retries in a row, up to this one, were begun after a try
 *     that had stored no page
 */
public record Attempt(int number, @Nullable SyncId retryOf, int retriesWithoutProgress) {
  public static final Attempt FIRST = new Attempt(1, null, 0);
}
