package io.syncledger.sync.source.cliniko;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.syncledger.sync.source.cliniko.SourceException.RateLimited;
import io.syncledger.sync.source.cliniko.SourceException.Transient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries a request again while its fault may pass, within the key's budget and a bounded time. */
@Singleton
final class RequestRetrier {
  /** How often a request is repeated after the source said when it would answer. */
  private static final int MAX_RATE_LIMIT_RETRIES = 5;

  private static final Duration MAX_BACKOFF = Duration.ofSeconds(16);

  private final RateLimiters rateLimiters;
  private final ClinikoSettings settings;
  private final Clock clock;

  RequestRetrier(RateLimiters budgets, ClinikoSettings settings, Clock clock) {
    this.rateLimiters = budgets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param requests that were sent, failed ones included
   */
  record Result<T>(T value, int requests) {}

  /** Without trying again. */
  <T> Result<T> sendOnce(RequestContext account, CheckedSupplier<T> request)
      throws InterruptedException {
    return send(account, request, 1, 0);
  }

  /**
   * @throws SourceException the last fault, when it did not pass
   */
  <T> Result<T> send(RequestContext account, CheckedSupplier<T> request)
      throws InterruptedException {
    return send(account, request, settings.attempts(), MAX_RATE_LIMIT_RETRIES);
  }

  private <T> Result<T> send(
      RequestContext account, CheckedSupplier<T> request, int attempts, int pauses)
      throws InterruptedException {
    var attempt = new Attempt(account);
    var limits =
        RetryPolicy.<T>builder()
            .handle(RateLimited.class)
            .withMaxRetries(pauses)
            .withMaxDuration(settings.pageTimeout())
            .build();
    var faults =
        RetryPolicy.<T>builder()
            .handle(Transient.class)
            .withMaxAttempts(attempts)
            .withMaxDuration(settings.pageTimeout())
            .withDelayFn(context -> backoff(context.getAttemptCount()))
            .onRetryScheduled(event -> attempt.reportWait(event.getDelay()))
            .build();
    try {
      var value = Failsafe.with(limits, faults).get(() -> attempt.send(request));
      return new Result<>(value, attempt.requests);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  private Duration backoff(int attempts) {
    long doubled = settings.backoff().toMillis() << Math.min(attempts - 1, 10);
    long longest = Math.min(doubled, MAX_BACKOFF.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
  }

  /** The tries of one request; used by one thread. */
  private final class Attempt {
    private final RequestContext account;
    private int requests;
    private int rateLimitHits;

    Attempt(RequestContext account) {
      this.account = account;
    }

    <T> T send(CheckedSupplier<T> request) throws Throwable {
      var budget = rateLimiters.forKey(account.key());
      try (var _ = budget.acquire(account.waitListener())) {
        requests++;
        account.waitListener().requestSent();
        return request.get();
      } catch (RateLimited e) {
        // Kept by the budget, for all who use the key. Doubled when the source errs about it.
        var least = Duration.ofSeconds(1).multipliedBy(1L << rateLimitHits++);
        budget.pause(least.compareTo(e.pause()) > 0 ? least : e.pause());
        throw e;
      }
    }

    void reportWait(Duration delay) {
      if (delay.compareTo(WaitListener.MIN_REPORTED) >= 0) {
        account
            .waitListener()
            .waitingUntil(clock.instant().plus(delay), WaitListener.Reason.SOURCE_UNAVAILABLE);
      }
    }
  }
}
