package io.syncledger.sync.source.cliniko;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.syncledger.sync.source.RequestListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Retries a request after transient faults, within the rate limit and a bounded time. */
@Singleton
final class RequestRetrier {
  /** How often a request is retried after the source said how long to wait. */
  private static final int MAX_RATE_LIMIT_RETRIES = 5;

  private static final Duration MAX_BACKOFF = Duration.ofSeconds(16);

  private final RateLimiters rateLimiters;
  private final ClinikoSettings settings;
  private final Clock clock;

  RequestRetrier(RateLimiters rateLimiters, ClinikoSettings settings, Clock clock) {
    this.rateLimiters = rateLimiters;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The value of a request that succeeded.
   *
   * @param requests how many were sent, failed ones included
   */
  record Result<T>(T value, int requests) {}

  /** Sends a request without retries. */
  <T> Result<T> sendOnce(ApiKey key, RequestListener listener, CheckedSupplier<T> request)
      throws InterruptedException {
    return send(new RequestAttempt(key, listener), request, 1, 0);
  }

  /**
   * @throws io.syncledger.sync.source.SourceException the last fault, once the retries are used up
   */
  <T> Result<T> send(ApiKey key, RequestListener listener, CheckedSupplier<T> request)
      throws InterruptedException {
    return send(
        new RequestAttempt(key, listener), request, settings.attempts(), MAX_RATE_LIMIT_RETRIES);
  }

  private <T> Result<T> send(
      RequestAttempt attempt, CheckedSupplier<T> request, int maxAttempts, int maxRateLimitRetries)
      throws InterruptedException {
    var limits =
        RetryPolicy.<T>builder()
            .handle(RateLimitedException.class)
            .withMaxRetries(maxRateLimitRetries)
            .withMaxDuration(settings.pageTimeout())
            .build();
    var faults =
        RetryPolicy.<T>builder()
            .handle(TransientSourceException.class)
            .withMaxAttempts(maxAttempts)
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

  /** The attempts at one request; used by one thread. */
  private final class RequestAttempt {
    private final ApiKey key;
    private final RequestListener listener;
    private int requests;
    private int rateLimitHits;

    RequestAttempt(ApiKey key, RequestListener listener) {
      this.key = key;
      this.listener = listener;
    }

    <T> T send(CheckedSupplier<T> request) throws Throwable {
      var rateLimiter = rateLimiters.forKey(key);
      try (var _ = rateLimiter.acquire(listener)) {
        requests++;
        listener.onRequest();
        return request.get();
      } catch (RateLimitedException e) {
        // Kept by the limiter, for all who use the key. Doubles while the source asks for too
        // little.
        var least = Duration.ofSeconds(1).multipliedBy(1L << rateLimitHits++);
        rateLimiter.pause(least.compareTo(e.pause()) > 0 ? least : e.pause());
        throw e;
      }
    }

    void reportWait(Duration delay) {
      if (delay.compareTo(RequestListener.MIN_REPORTED) >= 0) {
        listener.onWait(clock.instant().plus(delay), RequestListener.Reason.SOURCE_UNAVAILABLE);
      }
    }
  }
}
