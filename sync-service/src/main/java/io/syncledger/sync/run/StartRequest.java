package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A wish to start a run.
 *
 * @param full whether to take over everything, not only what changed; a first run does anyway
 * @param idempotencyKey when set, the same wish within 24 hours gets the same answer
 */
public record StartRequest(
    StreamKey key, SyncMode mode, boolean full, Trigger trigger, @Nullable String idempotencyKey) {

  /** What must be the same for it to be the same wish. */
  String fingerprint() {
    return key.service() + " " + mode + (full ? " full " : " ") + trigger;
  }
}
