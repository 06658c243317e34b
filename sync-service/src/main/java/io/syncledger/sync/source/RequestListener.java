package io.syncledger.sync.source;

import java.time.Duration;
import java.time.Instant;

/** Follows the requests to a source, on the thread that sends them. */
@FunctionalInterface
public interface RequestListener {
  RequestListener NONE = (_, _) -> {};

  /** Shorter waits are not reported. */
  Duration MIN_REPORTED = Duration.ofSeconds(2);

  /** Reason of a wait. */
  enum Reason {
    RATE_LIMITED,
    SOURCE_UNAVAILABLE
  }

  /**
   * Reports the beginning of a wait.
   *
   * @param until when it ends, as far as that is known
   */
  void onWait(Instant until, Reason reason);

  /** Reports a request that is about to be sent; retries are reported, too. */
  default void onRequest() {}
}
