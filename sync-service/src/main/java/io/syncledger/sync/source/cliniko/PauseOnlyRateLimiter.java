package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.RequestListener;
import java.time.Clock;
import java.time.Duration;

/** Keeps no limit but the pauses that the source asks for, in this instance alone. */
final class PauseOnlyRateLimiter implements RateLimiter {
  /** Longer than any pause. */
  private static final long IDLE_NANOS = Duration.ofMinutes(10).toNanos();

  private final Ticker ticker;
  private final Clock clock;
  private long pausedUntil;
  private long lastUsed;

  PauseOnlyRateLimiter(Ticker ticker, Clock clock) {
    this.ticker = ticker;
    this.clock = clock;
    this.pausedUntil = ticker.nanos();
    this.lastUsed = pausedUntil;
  }

  @Override
  public Permit acquire(RequestListener listener) throws InterruptedException {
    boolean reported = false;
    for (var left = remainingPause(); left.isPositive(); left = remainingPause()) {
      if (!reported && left.compareTo(RequestListener.MIN_REPORTED) >= 0) {
        listener.onWait(clock.instant().plus(left), RequestListener.Reason.RATE_LIMITED);
        reported = true;
      }
      ticker.sleep(left);
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

  /** Whether it was unused for so long that no pause can still hold. */
  synchronized boolean isIdle() {
    return ticker.nanos() - lastUsed > IDLE_NANOS;
  }

  private synchronized Duration remainingPause() {
    lastUsed = ticker.nanos();
    return Duration.ofNanos(pausedUntil - lastUsed);
  }
}
