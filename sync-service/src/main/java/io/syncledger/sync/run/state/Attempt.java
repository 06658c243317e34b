package io.syncledger.sync.run.state;

import io.syncledger.events.SyncId;
import org.jspecify.annotations.Nullable;

/**
 * Position of a run in its sequence of retries.
 *
 * @param number 1 for the first
 * @param retryOf the attempt before; null for the first
 * @param retriesWithoutProgress how many retries in a row, up to this one, followed an attempt that
 *     had stored no page
 */
public record Attempt(int number, @Nullable SyncId retryOf, int retriesWithoutProgress) {
  public static final Attempt FIRST = new Attempt(1, null, 0);
}
