package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.RequestListener;
import java.time.Duration;

/** Limits the requests that are made with one key. */
interface RateLimiter {

  /** Permission for one request, to be closed when its response has come. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until a request may be sent.
   *
   * @param listener notified once if the wait is long
   */
  Permit acquire(RequestListener listener) throws InterruptedException;

  /** Lets no request pass for as long as the source asked for. */
  void pause(Duration time);
}
