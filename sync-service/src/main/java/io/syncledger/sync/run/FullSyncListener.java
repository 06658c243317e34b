package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;

/** Is notified of completed full syncs. */
public interface FullSyncListener {

  /** Called once the sync's end is committed. Must neither block nor throw. */
  void onFullSyncCompleted(StreamKey key, SyncId syncId);
}
