package io.syncledger.query.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; waking it twice before it looks is the same as once. */
final class ChangeSignal {
  private final Semaphore signal = new Semaphore(0);

  void signal() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Returns at a signal, at the latest after this long. */
  void await(Duration atMost) throws InterruptedException {
    var unused = signal.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    signal.drainPermits();
  }
}
