package io.syncledger.sync.source.cliniko;

import java.time.Duration;

/** Time that only ever passes, and waiting for it to pass. */
interface Ticker {

  /** Nanoseconds since some moment. */
  long nanos();

  /** Returns when so much time has passed. */
  void sleep(Duration time) throws InterruptedException;

  /** This machine's. */
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
