package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;

/** Whoever goes on where a full sync has come to its end. */
public interface FullSyncListener {

  /** A full sync completed, and its end is committed. Does not wait, and does not throw. */
  void onFullSyncCompleted(StreamKey key, SyncId syncId);
}
