package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.sync.run.state.Attempt;
import java.time.Instant;

/**
 * A retry that waits for its time.
 *
 * @param failedRun the run that it retries
 * @param nextAttempt the attempt that the retry is
 */
record PendingRetry(
    StreamKey key,
    SyncId failedRun,
    SyncMode mode,
    SyncType type,
    Attempt nextAttempt,
    Instant dueAt) {}
