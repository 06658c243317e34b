package io.syncledger.sync.run.retry;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.run.lease.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What becomes of a failed run. */
sealed interface RetryDecision {
  /** Retries in a row that began without the try before having stored a page. */
  int MAX_RETRIES_WITHOUT_PROGRESS = 5;

  /** Tries of the same work, whatever they achieved. */
  int MAX_ATTEMPTS = 20;

  /** It is tried again. */
  record Retry(int attempt, int retriesWithoutProgress, Instant dueAt) implements RetryDecision {}

  /** It was tried often enough. */
  record GiveUp() implements RetryDecision {}

  /** Trying again cannot help. */
  record NoRetry() implements RetryDecision {}

  /**
   * Decides about a failed run. The pause is chosen by chance between nothing and a bound that
   * doubles, so that runs which failed together do not come back together.
   *
   * @param progressed whether the run stored a page
   * @param chance where the jitter comes from
   */
  static RetryDecision decide(
      SyncFailure failure,
      Attempt attempt,
      boolean progressed,
      Instant now,
      Duration backoff,
      RandomGenerator chance) {
    if (!failure.retryable()) {
      return new NoRetry();
    }
    int futile = progressed ? 0 : attempt.retriesWithoutProgress();
    if (futile >= MAX_RETRIES_WITHOUT_PROGRESS || attempt.number() >= MAX_ATTEMPTS) {
      return new GiveUp();
    }
    long longest = backoff.toMillis() << futile;
    var pause = Duration.ofMillis(chance.nextLong(longest + 1));
    var earliest = now.plusSeconds(orZero(failure.retryAfterSeconds()));
    var at = now.plus(pause);
    return new Retry(attempt.number() + 1, futile + 1, at.isBefore(earliest) ? earliest : at);
  }

  private static long orZero(@Nullable Long seconds) {
    return seconds == null ? 0 : seconds;
  }
}
