package io.syncledger.sync.cliniko;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.syncledger.sync.cliniko.ClinikoException.Passing;
import io.syncledger.sync.cliniko.ClinikoException.RateLimited;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries a request again while its fault may pass, within the key's budget and a bounded time. */
@Singleton
final class Patience {
  /** How often a request is repeated after the source said when it would answer. */
  private static final int PAUSES = 5;

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(16);

  private final RequestBudgets budgets;
  private final ClinikoSettings settings;
  private final Clock clock;

  Patience(RequestBudgets budgets, ClinikoSettings settings, Clock clock) {
    this.budgets = budgets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param requests that were sent, failed ones included
   */
  record Tried<T>(T value, int requests) {}

  /** Without trying again. */
  <T> Tried<T> once(Account account, CheckedSupplier<T> request) throws InterruptedException {
    return trying(account, request, 1, 0);
  }

  /**
   * @throws ClinikoException the last fault, when it did not pass
   */
  <T> Tried<T> trying(Account account, CheckedSupplier<T> request) throws InterruptedException {
    return trying(account, request, settings.attempts(), PAUSES);
  }

  private <T> Tried<T> trying(Account account, CheckedSupplier<T> request, int attempts, int pauses)
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
            .handle(Passing.class)
            .withMaxAttempts(attempts)
            .withMaxDuration(settings.pageTimeout())
            .withDelayFn(context -> jittered(context.getAttemptCount()))
            .onRetryScheduled(event -> attempt.wait(event.getDelay()))
            .build();
    try {
      var value = Failsafe.with(limits, faults).get(() -> attempt.send(request));
      return new Tried<>(value, attempt.requests);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  private Duration jittered(int attempts) {
    long doubled = settings.backoff().toMillis() << Math.min(attempts - 1, 10);
    long longest = Math.min(doubled, LONGEST_BACKOFF.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
  }

  /** The tries of one request; used by one thread. */
  private final class Attempt {
    private final Account account;
    private int requests;
    private int refusals;

    Attempt(Account account) {
      this.account = account;
    }

    <T> T send(CheckedSupplier<T> request) throws Throwable {
      var budget = budgets.of(account.key());
      try (var _ = budget.acquire(account.waiting())) {
        requests++;
        account.waiting().requestSent();
        return request.get();
      } catch (RateLimited e) {
        // Kept by the budget, for all who use the key. Doubled when the source errs about it.
        var least = Duration.ofSeconds(1).multipliedBy(1L << refusals++);
        budget.pause(least.compareTo(e.pause()) > 0 ? least : e.pause());
        throw e;
      }
    }

    void wait(Duration delay) {
      if (delay.compareTo(Waiting.WORTH_TELLING) >= 0) {
        account.waiting().until(clock.instant().plus(delay), Waiting.Reason.SOURCE_UNAVAILABLE);
      }
    }
  }
}
