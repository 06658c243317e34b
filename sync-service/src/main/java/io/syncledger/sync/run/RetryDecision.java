package io.syncledger.sync.run;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.run.state.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Whether and when a failed run is retried. */
sealed interface RetryDecision {
  /** Retries in a row whose preceding attempt had stored no page. */
  int MAX_RETRIES_WITHOUT_PROGRESS = 5;

  /** Attempts at the same work, with or without progress. */
  int MAX_ATTEMPTS = 20;

  /** The run is retried. */
  record Retry(int attempt, int retriesWithoutProgress, Instant dueAt) implements RetryDecision {}

  /** The attempts are used up. */
  record GiveUp() implements RetryDecision {}

  /** A retry cannot help. */
  record NoRetry() implements RetryDecision {}

  /**
   * Decides about a failed run. The delay is exponential backoff with full jitter: random between
   * zero and a bound that doubles, so that runs which failed together do not return together.
   *
   * @param progressed whether the run stored a page
   * @param random the source of the jitter
   */
  static RetryDecision decide(
      SyncFailure failure,
      Attempt attempt,
      boolean progressed,
      Instant now,
      Duration backoff,
      RandomGenerator random) {
    if (!failure.retryable()) {
      return new NoRetry();
    }
    int withoutProgress = progressed ? 0 : attempt.retriesWithoutProgress();
    if (withoutProgress >= MAX_RETRIES_WITHOUT_PROGRESS || attempt.number() >= MAX_ATTEMPTS) {
      return new GiveUp();
    }
    long maxDelayMs = backoff.toMillis() << withoutProgress;
    var at = now.plus(Duration.ofMillis(random.nextLong(maxDelayMs + 1)));
    var earliest = now.plusSeconds(orZero(failure.retryAfterSeconds()));
    return new Retry(
        attempt.number() + 1, withoutProgress + 1, at.isBefore(earliest) ? earliest : at);
  }

  private static long orZero(@Nullable Long seconds) {
    return seconds == null ? 0 : seconds;
  }
}
