package io.syncledger.sync.source.cliniko;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * One budget for each key in use, shared by all that is done with it. To be asked for anew for each
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
      RequestSlotRepository slots, ClinikoSettings settings, SourceMetrics metrics, Clock clock) {
    this(slots, settings, metrics.measuringWaits(Ticker.SYSTEM), clock);
  }

  RateLimiters(RequestSlotRepository slots, ClinikoSettings settings, Ticker ticker, Clock clock) {
    this.repository = slots;
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

  /** A key has over 100 bits of chance, so its digest tells nothing about it. */
  static byte[] digest(ApiKey key) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(key.text().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
