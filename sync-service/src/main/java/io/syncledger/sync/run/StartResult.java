package io.syncledger.sync.run;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.SyncId;
import io.syncledger.http.Problem;
import java.time.Instant;

/**
 * Result of a request to start a run.
 *
 * @param syncId the run that was started, or else the one that is running already
 * @param answeredAt in whole milliseconds
 */
public record StartResult(SyncId syncId, boolean started, Instant answeredAt) {

  /**
   * For paths on which a running sync is a conflict.
   *
   * @throws Problem 409 naming the running sync, so that the caller can watch that one
   */
  public StartResult orThrowConflict() {
    if (!started) {
      throw new Problem(
              HttpStatus.CONFLICT,
              "sync_already_running",
              "Sync already running",
              "A sync is already running for this organization")
          .with("sync_id", syncId.value());
    }
    return this;
  }
}
