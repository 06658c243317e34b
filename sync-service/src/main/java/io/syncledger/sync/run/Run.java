package io.syncledger.sync.run;

import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;

/**
 * A run that a worker holds.
 *
 * @param epoch greater than that of every run before it of this organisation and service
 */
record Run(SyncId syncId, StreamKey key, Mode mode, long epoch) {}
