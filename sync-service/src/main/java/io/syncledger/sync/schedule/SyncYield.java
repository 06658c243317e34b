package io.syncledger.sync.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that a sync changed, which decides how soon an adaptive interval syncs again. */
enum SyncYield {
  NOTHING_NEW,
  SOME_CHANGES,
  MANY_CHANGES,
  FAILED;

  /** A sync that changes a page's worth of records could have come sooner. */
  private static final int MANY = 100;

  /**
   * Maps runs to yields. All attempts at a sync count as one, with the yield of the last attempt.
   * Cancelled and live runs have no yield.
   *
   * @param runs oldest first
   */
  static List<SyncYield> of(List<RunSummary> runs) {
    var yields = new ArrayList<SyncYield>();
    for (var run : runs) {
      if (run.retryOf() != null && !yields.isEmpty() && yields.getLast() == FAILED) {
        yields.removeLast();
      }
      of(run).ifPresent(yields::add);
    }
    return List.copyOf(yields);
  }

  private static Optional<SyncYield> of(RunSummary run) {
    return switch (run.outcome()) {
      case "completed" -> Optional.of(ofChanges(run.recordsChanged()));
      case "failed" -> Optional.of(FAILED);
      case null, default -> Optional.empty();
    };
  }

  private static SyncYield ofChanges(long records) {
    if (records == 0) {
      return NOTHING_NEW;
    }
    return records < MANY ? SOME_CHANGES : MANY_CHANGES;
  }
}
