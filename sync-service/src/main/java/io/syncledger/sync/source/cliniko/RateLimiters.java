package io.syncledger.sync.source.cliniko;

import io.syncledger.events.Sha256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * One rate limiter for each key, shared by all who use the key. Callers get it anew for each
 * request.
 */
@Singleton
final class RateLimiters {
  private final RequestSlotRepository repository;
  private final ClinikoSettings settings;
  private final Ticker ticker;
  private final Clock clock;
  private final Map<ApiKey, PauseOnlyRateLimiter> unlimited = new HashMap<>();

  @Inject
  RateLimiters(
      RequestSlotRepository repository,
      ClinikoSettings settings,
      SourceMetrics metrics,
      Clock clock) {
    this(repository, settings, metrics.measuringWaits(Ticker.SYSTEM), clock);
  }

  RateLimiters(
      RequestSlotRepository repository, ClinikoSettings settings, Ticker ticker, Clock clock) {
    this.repository = repository;
    this.settings = settings;
    this.ticker = ticker;
    this.clock = clock;
  }

  RateLimiter forKey(ApiKey key) {
    return settings.requestsPerMinute() == 0
        ? pauseOnly(key)
        : new JdbcRateLimiter(repository, digest(key), settings, ticker, clock);
  }

  private synchronized RateLimiter pauseOnly(ApiKey key) {
    unlimited.values().removeIf(PauseOnlyRateLimiter::isIdle);
    return unlimited.computeIfAbsent(key, _ -> new PauseOnlyRateLimiter(ticker, clock));
  }

  /** A key has more than 100 random bits, so its digest reveals nothing about it. */
  static byte[] digest(ApiKey key) {
    return Sha256.hash(key.text());
  }
}
