package io.syncledger.sync.schedule;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.StreamKey;
import io.syncledger.http.Problem;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.organizations.SyncSettingsStore;
import io.syncledger.sync.run.StartResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Visits an organisation that is due: looks whether a sync is wanted, begins it, stays to its end.
 */
@Singleton
final class ScheduledSyncJob {
  /** What came of a visit. */
  enum Result {
    SYNCED,
    ALREADY_RUNNING,
    PAUSED,
    REFUSED,
    DISCONNECTED
  }

  private final CredentialStore credentials;
  private final SyncSettingsStore settings;
  private final ScheduledSyncStarter sync;
  private final CompletionWaiter ends;

  ScheduledSyncJob(
      CredentialStore credentials,
      SyncSettingsStore settings,
      ScheduledSyncStarter sync,
      CompletionWaiter ends) {
    this.credentials = credentials;
    this.settings = settings;
    this.sync = sync;
    this.ends = ends;
  }

  /**
   * @param due names the visit: made once more because nobody knows how it ended, it begins no
   *     second sync
   */
  Result run(StreamKey key, Instant due) throws InterruptedException {
    var entry = credentials.status(key);
    if (entry.isEmpty()) {
      return Result.DISCONNECTED;
    }
    if (settings.of(key.organizationId()).paused()) {
      return Result.PAUSED;
    }
    if (!entry.get().valid()) {
      return Result.REFUSED;
    }
    var begun = begin(key, due);
    if (begun.isEmpty()) {
      return Result.ALREADY_RUNNING;
    }
    ends.awaitEnd(begun.get().syncId());
    return Result.SYNCED;
  }

  /** No caller's idempotency key can hold a blank. */
  private Optional<StartResult> begin(StreamKey key, Instant due) {
    try {
      return Optional.of(sync.start(key, "scheduled " + due)).filter(StartResult::started);
    } catch (Problem problem) {
      if (problem.status() == HttpStatus.UNPROCESSABLE_ENTITY) {
        // This visit began a sync before, by settings that have changed since.
        return Optional.empty();
      }
      throw problem;
    }
  }
}
