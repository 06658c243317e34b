package io.syncledger.sync.deadletters;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.http.Problem;
import java.time.Instant;
import java.util.List;

/**
 * Starts the runs that may close dead letters. A port, because the code that runs syncs opens and
 * closes dead letters itself, so this package cannot depend on it.
 */
public interface RedriveLauncher {

  /**
   * A run that was started.
   *
   * @param at in whole milliseconds
   */
  record Launched(SyncId syncId, Instant at) {}

  /**
   * Starts a run that fetches the records of these dead letters again.
   *
   * @param deadLetters open ones of this organization and service, of records with an id
   * @throws Problem 409 when a run is live
   */
  Launched redrive(StreamKey key, List<Long> deadLetters);

  /**
   * Starts another run in place of one that was given up.
   *
   * @throws Problem 409 when a run is live
   */
  Launched restart(StreamKey key, SyncMode mode, boolean full);
}
