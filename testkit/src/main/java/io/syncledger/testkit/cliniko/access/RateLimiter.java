package io.syncledger.testkit.cliniko.access;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts each key's requests in fixed windows of one clock minute. Refused requests count as well.
 */
public final class RateLimiter {

  private static final int SECONDS = 60;

  private final RateLimit limit;
  private final Clock clock;
  private final Map<String, Integer> requests = new HashMap<>();
  private long minute = Long.MIN_VALUE;

  public RateLimiter(RateLimit limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /** Counts one request; if it exceeds the limit, returns when the next minute begins. */
  public synchronized Optional<Instant> blockedUntil(String key) {
    long now = Math.floorDiv(clock.instant().getEpochSecond(), (long) SECONDS);
    if (now != minute) {
      requests.clear();
      minute = now;
    }
    int made = requests.merge(key, 1, Integer::sum);
    return made <= limit.perMinute()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond((now + 1) * SECONDS));
  }
}
