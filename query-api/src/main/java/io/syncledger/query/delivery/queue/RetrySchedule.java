package io.syncledger.query.delivery.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after each failed attempt.
 *
 * @param waits after the first, the second … in a row
 * @param endless whether the last wait comes again and again, or nothing more
 */
record RetrySchedule(List<Duration> waits, boolean endless) {
  private static final double JITTER = 0.1;

  RetrySchedule {
    waits = List.copyOf(waits);
  }

  /** Ends after the last wait. */
  static RetrySchedule finite(List<Duration> waits) {
    return new RetrySchedule(waits, false);
  }

  /** Goes on with the last wait. */
  static RetrySchedule endless(Duration... waits) {
    return new RetrySchedule(List.of(waits), true);
  }

  /**
   * Up to a tenth more than the schedule says, so that what failed together does not come back
   * together.
   *
   * @param failures in a row, the latest included
   * @param chance from 0 to 1
   * @return empty when that was the last attempt
   */
  Optional<Duration> after(int failures, double chance) {
    if (failures > waits.size() && !endless) {
      return Optional.empty();
    }
    var wait = waits.get(Math.min(failures, waits.size()) - 1);
    return Optional.of(wait.plusMillis((long) (wait.toMillis() * JITTER * chance)));
  }
}
