package io.syncledger.sync.run.retry;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncId;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.run.lease.Attempt;
import io.syncledger.sync.run.lease.RunStore.EndedRun;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a run leaves behind: a retry, a dead letter, or nothing. Part of the ending transaction. */
@Singleton
public final class RetryPlanner {
  private final PendingRetryStore retries;
  private final DeadLetterStore deadLetters;
  private final RetrySettings settings;
  private final Clock clock;
  private final RandomGenerator chance;

  RetryPlanner(
      PendingRetryStore retries,
      DeadLetterStore deadLetters,
      RetrySettings settings,
      Clock clock,
      @Named("sync-ids") RandomGenerator chance) {
    this.retries = retries;
    this.deadLetters = deadLetters;
    this.settings = settings;
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * Decides whether a run that failed is tried again, and sees to it. Not when somebody asked for
   * its end.
   *
   * @return the retry, if there is one
   */
  public Optional<PendingRetry> planAfter(EndedRun run, SyncEvent.Terminal end) {
    if (!(end instanceof SyncFailed event) || run.cancelRequestedBy() != null) {
      return none(run.run().syncId());
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var verdict =
        RetryDecision.decide(
            event.failure(), run.attempt(), run.pages() > 0, now, settings.backoff(), chance);
    return switch (verdict) {
      case RetryDecision.Retry again -> Optional.of(again(run, again));
      case RetryDecision.GiveUp _ -> {
        deadLetters.openForRun(run.run().key(), run.run().syncId(), event.failure(), now);
        yield none(run.run().syncId());
      }
      case RetryDecision.NoRetry _ -> none(run.run().syncId());
    };
  }

  private PendingRetry again(EndedRun ended, RetryDecision.Retry again) {
    var run = ended.run();
    var next = new Attempt(again.attempt(), run.syncId(), again.retriesWithoutProgress());
    var retry =
        new PendingRetry(run.key(), run.syncId(), run.mode(), run.type(), next, again.dueAt());
    retries.save(retry);
    return retry;
  }

  private Optional<PendingRetry> none(SyncId syncId) {
    retries.deleteCheckpoints(syncId);
    return Optional.empty();
  }
}
