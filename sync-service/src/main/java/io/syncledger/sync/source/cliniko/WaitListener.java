package io.syncledger.sync.source.cliniko;

import java.time.Duration;
import java.time.Instant;

/** Learns what happens to requests, on the thread that sends them. */
@FunctionalInterface
public interface WaitListener {
  WaitListener NONE = (_, _) -> {};

  /** Shorter waits are not told. */
  Duration MIN_REPORTED = Duration.ofSeconds(2);

  /** What is waited for. */
  enum Reason {
    RATE_LIMITED,
    SOURCE_UNAVAILABLE
  }

  /**
   * A wait begins.
   *
   * @param waitingUntil when it ends, as far as that is known
   */
  void waitingUntil(Instant until, Reason reason);

  /** A request is about to be sent; repeated ones count. */
  default void requestSent() {}
}
