package io.syncledger.sync.cliniko;

import java.time.Instant;

/** Is told when a wait of 2 s or more begins, on the thread that waits. */
@FunctionalInterface
public interface Waiting {
  Waiting UNHEARD = (_, _) -> {};

  /** What is waited for. */
  enum Reason {
    RATE_LIMITED,
    SOURCE_UNAVAILABLE
  }

  /**
   * @param until when the wait ends, as far as that is known
   */
  void until(Instant until, Reason reason);
}
