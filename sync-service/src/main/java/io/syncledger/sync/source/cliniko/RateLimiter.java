package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.WaitListener;
import java.time.Duration;

/** How many requests one key may still make. */
interface RateLimiter {

  /** Leave for one request, to be closed when its answer has come. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until a request may be sent.
   *
   * @param waiting is told once, of a wait worth telling
   */
  Permit acquire(WaitListener waiting) throws InterruptedException;

  /** The source said that it takes no request for so long. */
  void pause(Duration time);
}
