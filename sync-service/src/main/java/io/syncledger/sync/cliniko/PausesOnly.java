package io.syncledger.sync.cliniko;

import java.time.Clock;
import java.time.Duration;

/** No limit but the pauses that the source asks for, kept by this instance alone. */
final class PausesOnly implements RequestBudget {
  /** Longer than any pause. */
  private static final long UNUSED = Duration.ofMinutes(10).toNanos();

  private final Ticker ticker;
  private final Clock clock;
  private long pausedUntil;
  private long lastUsed;

  PausesOnly(Ticker ticker, Clock clock) {
    this.ticker = ticker;
    this.clock = clock;
    this.pausedUntil = ticker.nanos();
    this.lastUsed = pausedUntil;
  }

  @Override
  public Permit acquire(Waiting waiting) throws InterruptedException {
    boolean told = false;
    for (var left = left(); left.isPositive(); left = left()) {
      if (!told && left.compareTo(Waiting.WORTH_TELLING) >= 0) {
        waiting.until(clock.instant().plus(left), Waiting.Reason.RATE_LIMITED);
        told = true;
      }
      ticker.await(left);
    }
    return () -> {};
  }

  @Override
  public synchronized void pause(Duration time) {
    long until = ticker.nanos() + time.toNanos();
    if (until - pausedUntil > 0) {
      pausedUntil = until;
    }
  }

  /** Whether it was unused for so long that forgetting it would forget nothing. */
  synchronized boolean forgettable() {
    return ticker.nanos() - lastUsed > UNUSED;
  }

  private synchronized Duration left() {
    lastUsed = ticker.nanos();
    return Duration.ofNanos(pausedUntil - lastUsed);
  }
}
