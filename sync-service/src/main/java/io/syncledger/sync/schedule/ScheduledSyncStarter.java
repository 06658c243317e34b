package io.syncledger.sync.schedule;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.organizations.SyncSettingsStore;
import io.syncledger.sync.run.RunStarter;
import io.syncledger.sync.run.StartRequest;
import io.syncledger.sync.run.StartResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Starts an organization's scheduled sync: in its chosen mode, and full from time to time. */
@Singleton
final class ScheduledSyncStarter {
  private final RunStarter starter;
  private final SyncSettingsStore settings;
  private final RunHistory runs;
  private final IntervalSettings intervals;
  private final Clock clock;

  ScheduledSyncStarter(
      RunStarter starter,
      SyncSettingsStore settings,
      RunHistory runs,
      IntervalSettings intervals,
      Clock clock) {
    this.starter = starter;
    this.settings = settings;
    this.runs = runs;
    this.intervals = intervals;
    this.clock = clock;
  }

  /**
   * Starts it, unless a sync is running or a retry is pending.
   *
   * @param idempotencyKey when set, the same request within 24 hours gets the same result
   * @throws Problem 404 when there is no such organization, 422 when the idempotency key was used
   *     for another request
   */
  StartResult start(StreamKey key, @Nullable String idempotencyKey) {
    var mode = settings.get(key.organizationId()).syncMode();
    return starter.start(
        new StartRequest(key, mode, fullIsDue(key, mode), Trigger.SCHEDULED, idempotencyKey));
  }

  private boolean fullIsDue(StreamKey key, SyncMode mode) {
    var oldest = clock.instant().minus(intervals.fullSyncEvery());
    return runs.latestFullStart(key, mode).filter(oldest::isBefore).isEmpty();
  }
}
