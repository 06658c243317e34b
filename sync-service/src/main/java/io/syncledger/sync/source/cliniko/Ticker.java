package io.syncledger.sync.source.cliniko;

import java.time.Duration;

/** A monotonic clock to wait by; tests replace it. */
interface Ticker {

  /** Nanoseconds since an arbitrary moment. */
  long nanos();

  /** Returns when this time has passed. */
  void sleep(Duration time) throws InterruptedException;

  /** This machine's clock. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };
}
