package io.syncledger.sync.schedule;

import java.time.Duration;
import java.time.Instant;

/** When to visit an organisation again: arithmetic, told everything that it depends on. */
final class NextTime {
  /** No two organisations that began together stay together. */
  static final double JITTER = 0.1;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LAST_RETRY = Duration.ofMinutes(10);

  /** Beyond this many doublings the last pause is reached anyway. */
  private static final int DOUBLINGS = 10;

  private NextTime() {}

  /**
   * After a visit: an interval after it began, 10 % sooner or later at most. However many intervals
   * went by since, the organisation is due once.
   *
   * @param chance from -1 to 1: where within the jitter
   * @return not before now
   */
  static Instant after(Instant begun, Duration interval, double chance, Instant now) {
    var next = begun.plus(jittered(interval, chance));
    return next.isBefore(now) ? now : next;
  }

  /**
   * After a visit that could not be made, for a reason of our own: soon, then less and less soon.
   *
   * @param failures of visits in a row before this one
   */
  static Instant afterFailure(int failures, double chance, Instant now) {
    var pause = FIRST_RETRY.multipliedBy(1L << Math.clamp(failures, 0, DOUBLINGS));
    return now.plus(jittered(pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY, chance));
  }

  private static Duration jittered(Duration duration, double chance) {
    return duration.plusNanos((long) (duration.toNanos() * JITTER * chance));
  }
}
