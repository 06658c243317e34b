package io.syncledger.sync.source;

import java.time.Duration;
import java.time.Instant;

/** Follows the requests to a source, on the thread that sends them. */
@FunctionalInterface
public interface RequestListener {
  RequestListener NONE = (_, _) -> {};

  /** Shorter waits are not reported. */
  Duration MIN_REPORTED = Duration.ofSeconds(2);

  /** What is waited for. */
  enum Reason {
    RATE_LIMITED,
    SOURCE_UNAVAILABLE
  }

  /**
   * A wait begins.
   *
   * @param until when it ends, as far as that is known
   */
  void onWait(Instant until, Reason reason);

  /** A request is about to be sent; retried ones count each time. */
  default void onRequest() {}
}
