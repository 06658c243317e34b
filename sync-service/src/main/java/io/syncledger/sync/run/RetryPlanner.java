package io.syncledger.sync.run;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.run.state.Attempt;
import io.syncledger.sync.run.state.RunStore.EndedRun;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Plans what follows the end of a run: a retry, a dead letter for the run, or nothing. Takes part
 * in the transaction that ends the run.
 */
@Singleton
final class RetryPlanner {
  private final PendingRetryStore retries;
  private final DeadLetterStore deadLetters;
  private final RetrySettings settings;
  private final Clock clock;
  private final RandomGenerator random;

  RetryPlanner(
      PendingRetryStore retries,
      DeadLetterStore deadLetters,
      RetrySettings settings,
      Clock clock,
      @Named("secure-random") RandomGenerator random) {
    this.retries = retries;
    this.deadLetters = deadLetters;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Schedules the retry of a run that failed in a way that may pass, unless cancellation was
   * requested.
   *
   * @return the retry, if there is one
   */
  Optional<PendingRetry> planAfter(EndedRun run, SyncEvent.Terminal end) {
    if (!(end instanceof SyncFailed event) || run.cancelRequestedBy() != null) {
      return noRetry(run);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var decision =
        RetryDecision.decide(
            event.failure(), run.attempt(), run.pages() > 0, now, settings.backoff(), random);
    return switch (decision) {
      case RetryDecision.Retry retry -> Optional.of(schedule(run, retry));
      case RetryDecision.GiveUp _ -> {
        deadLetters.openForRun(run.run().key(), run.run().syncId(), event.failure(), now);
        yield noRetry(run);
      }
      case RetryDecision.NoRetry _ -> noRetry(run);
    };
  }

  private PendingRetry schedule(EndedRun ended, RetryDecision.Retry decision) {
    var run = ended.run();
    var next = new Attempt(decision.attempt(), run.syncId(), decision.retriesWithoutProgress());
    var retry =
        new PendingRetry(run.key(), run.syncId(), run.mode(), run.type(), next, decision.dueAt());
    retries.save(retry);
    return retry;
  }

  private Optional<PendingRetry> noRetry(EndedRun ended) {
    retries.deleteCheckpoints(ended.run().syncId());
    return Optional.empty();
  }
}
