package io.syncledger.sync.run.retry;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.sync.run.lease.Attempt;
import java.time.Instant;

/**
 * A failed run that will be tried again.
 *
 * @param failedRun the run that failed
 * @param nextAttempt what the retry is
 */
public record PendingRetry(
    StreamKey key,
    SyncId failedRun,
    SyncMode mode,
    SyncType type,
    Attempt nextAttempt,
    Instant dueAt) {}
