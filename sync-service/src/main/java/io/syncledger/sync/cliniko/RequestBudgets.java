package io.syncledger.sync.cliniko;

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
final class RequestBudgets {
  private final RequestSlots slots;
  private final ClinikoSettings settings;
  private final Ticker ticker;
  private final Clock clock;
  private final Map<ApiKey, PausesOnly> unlimited = new HashMap<>();

  @Inject
  RequestBudgets(RequestSlots slots, ClinikoSettings settings, SourceMetrics metrics, Clock clock) {
    this(slots, settings, metrics.counting(Ticker.SYSTEM), clock);
  }

  RequestBudgets(RequestSlots slots, ClinikoSettings settings, Ticker ticker, Clock clock) {
    this.slots = slots;
    this.settings = settings;
    this.ticker = ticker;
    this.clock = clock;
  }

  RequestBudget of(ApiKey key) {
    return settings.requestsPerMinute() == 0
        ? pausesOnly(key)
        : new SharedBudget(slots, digest(key), settings, ticker, clock);
  }

  private synchronized RequestBudget pausesOnly(ApiKey key) {
    unlimited.values().removeIf(PausesOnly::forgettable);
    return unlimited.computeIfAbsent(key, _ -> new PausesOnly(ticker, clock));
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
