package io.syncledger.sync.schedule;

import java.time.Duration;
import java.util.List;

/**
 * An interval that follows what syncs find, within bounds: it doubles with each sync that finds
 * nothing new or fails, and halves with each that finds many changes. A few changes are what the
 * chosen interval is for, and lead back to it.
 *
 * @param chosen where it begins; it is never out of bounds itself
 */
record AdaptiveInterval(Duration chosen, Duration shortest, Duration longest) {

  AdaptiveInterval {
    shortest = shortest.compareTo(chosen) < 0 ? shortest : chosen;
    longest = longest.compareTo(chosen) > 0 ? longest : chosen;
  }

  /**
   * @param findings oldest first
   */
  Duration after(List<SyncYield> findings) {
    var interval = chosen;
    for (var finding : findings) {
      interval =
          switch (finding) {
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
