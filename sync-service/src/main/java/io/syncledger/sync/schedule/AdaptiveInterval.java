package io.syncledger.sync.schedule;

import java.time.Duration;
import java.util.List;

/**
 * An interval that follows the yield of syncs, within bounds: it doubles with each sync that brings
 * nothing new or fails, halves with each that brings many changes, and returns to the chosen one
 * with each that brings a few.
 *
 * @param chosen the initial interval; the bounds are widened to include it
 */
record AdaptiveInterval(Duration chosen, Duration shortest, Duration longest) {

  AdaptiveInterval {
    shortest = shortest.compareTo(chosen) < 0 ? shortest : chosen;
    longest = longest.compareTo(chosen) > 0 ? longest : chosen;
  }

  /**
   * @param yields oldest first
   */
  Duration after(List<SyncYield> yields) {
    var interval = chosen;
    for (var syncYield : yields) {
      interval =
          switch (syncYield) {
            case NOTHING_NEW, FAILED -> longer(interval);
            case MANY_CHANGES -> shorter(interval);
            case SOME_CHANGES -> chosen;
          };
    }
    return interval;
  }

  private Duration longer(Duration interval) {
    var doubled = interval.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private Duration shorter(Duration interval) {
    var half = interval.dividedBy(2);
    return half.compareTo(shortest) > 0 ? half : shortest;
  }
}
