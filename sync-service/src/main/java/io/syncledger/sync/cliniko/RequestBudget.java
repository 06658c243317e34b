package io.syncledger.sync.cliniko;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * How many requests one key may still make: at most so many in any 60 seconds, however they are
 * spread. A request counts from when it may be sent until 60 seconds after its answer came, so that
 * the source too, whenever a request reaches it, sees no more than that.
 */
final class RequestBudget {
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final Duration RECHECK = Duration.ofMillis(10);

  /** Longer than the window and the longest pause. */
  private static final long UNUSED = Duration.ofMinutes(10).toNanos();

  private final int limit;
  private final Ticker ticker;

  /** When requests were answered, oldest first; no more than the limit. */
  private final ArrayDeque<Long> answered = new ArrayDeque<>();

  private int inFlight;
  private long pausedUntil;
  private long lastUsed;

  /**
   * @param limit 0 for none
   */
  RequestBudget(int limit, Ticker ticker) {
    this.limit = limit;
    this.ticker = ticker;
    this.pausedUntil = ticker.nanos();
    this.lastUsed = pausedUntil;
  }

  /** Leave for one request, to be closed when its answer has come. */
  final class Permit implements AutoCloseable {
    private boolean open = true;

    @Override
    public void close() {
      if (open) {
        open = false;
        answered();
      }
    }
  }

  /** Waits until a request may be sent. */
  Permit acquire() throws InterruptedException {
    for (long wait = reserve(); wait > 0; wait = reserve()) {
      ticker.await(Duration.ofNanos(wait));
    }
    return new Permit();
  }

  /** The source said that it takes no request for so long. */
  synchronized void pause(Duration time) {
    long until = ticker.nanos() + time.toNanos();
    if (until - pausedUntil > 0) {
      pausedUntil = until;
    }
  }

  /** Whether it was unused for so long that forgetting it would forget nothing. */
  synchronized boolean forgettable() {
    return inFlight == 0 && ticker.nanos() - lastUsed > UNUSED;
  }

  /** Somebody is about to use it. */
  synchronized void touch() {
    lastUsed = ticker.nanos();
  }

  /** Reserves a request, or tells for how many nanoseconds there is none to be had. */
  private synchronized long reserve() {
    long now = ticker.nanos();
    forget(now);
    if (now - pausedUntil < 0) {
      return pausedUntil - now;
    }
    if (limit == 0 || inFlight + answered.size() < limit) {
      inFlight++;
      return 0;
    }
    return answered.isEmpty() ? RECHECK.toNanos() : answered.getFirst() + WINDOW - now;
  }

  private synchronized void answered() {
    inFlight--;
    if (limit > 0) {
      answered.addLast(ticker.nanos());
    }
  }

  private void forget(long now) {
    while (!answered.isEmpty() && now - answered.getFirst() >= WINDOW) {
      answered.removeFirst();
    }
  }
}
