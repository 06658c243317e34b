package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A request to start a run.
 *
 * @param full whether to fetch all records, not only changed ones; a first run does so anyway
 * @param idempotencyKey when set, the same request within 24 hours gets the same result
 */
public record StartRequest(
    StreamKey key, SyncMode mode, boolean full, Trigger trigger, @Nullable String idempotencyKey) {

  /** Identifies what is requested: equal for a repeated request. */
  String fingerprint() {
    return key.service() + " " + mode + (full ? " full " : " ") + trigger;
  }
}
