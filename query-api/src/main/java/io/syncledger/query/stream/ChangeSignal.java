package io.syncledger.query.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; signals that arrive before it wakes count as one. */
final class ChangeSignal {
  private final Semaphore signal = new Semaphore(0);

  void send() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Returns at the next signal, or after the timeout. */
  void await(Duration timeout) throws InterruptedException {
    var unused = signal.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    signal.drainPermits();
  }
}
