package io.syncledger.sync.run.state;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;

/**
 * A run that a worker holds.
 *
 * @param epoch greater than that of every earlier run of this organization and service
 */
public record Run(SyncId syncId, StreamKey key, SyncMode mode, SyncType type, long epoch) {}
