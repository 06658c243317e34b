package io.syncledger.sync.cliniko;

import java.time.Duration;
import java.time.Instant;

/** Learns what happens to requests, on the thread that sends them. */
@FunctionalInterface
public interface Waiting {
  Waiting UNHEARD = (_, _) -> {};

  /** Shorter waits are not told. */
  Duration WORTH_TELLING = Duration.ofSeconds(2);

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
  void until(Instant until, Reason reason);

  /** A request is about to be sent; repeated ones count. */
  default void requestSent() {}
}
