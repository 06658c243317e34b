package io.syncledger.sync.schedule;

import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.organizations.Settings;
import io.syncledger.sync.run.StartAnswer;
import io.syncledger.sync.run.StartRequest;
import io.syncledger.sync.run.StartRun;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The sync that an organisation's schedule is about: in its chosen mode, and full from time to
 * time.
 */
@Singleton
final class ScheduledSync {
  private final StartRun starts;
  private final Settings settings;
  private final PastRuns runs;
  private final PaceSettings pace;
  private final Clock clock;

  ScheduledSync(StartRun starts, Settings settings, PastRuns runs, PaceSettings pace, Clock clock) {
    this.starts = starts;
    this.settings = settings;
    this.runs = runs;
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Begins it, unless a sync is running or about to be tried again.
   *
   * @param idempotencyKey when set, the same wish within 24 hours gets the same answer
   * @throws Problem 404 when there is no such organisation, 422 when the idempotency key was used
   *     for another wish
   */
  StartAnswer start(StreamKey key, @Nullable String idempotencyKey) {
    var mode = settings.of(key.organizationId()).syncMode();
    return starts.start(
        new StartRequest(key, mode, fullIsDue(key, mode), Trigger.SCHEDULED, idempotencyKey));
  }

  private boolean fullIsDue(StreamKey key, Mode mode) {
    var oldest = clock.instant().minus(pace.fullSyncEvery());
    return runs.lastFull(key, mode).filter(oldest::isBefore).isEmpty();
  }
}
