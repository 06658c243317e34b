package io.syncledger.sync.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what runs found from how they ended. */
final class Findings {
  /** A sync that changes a page's worth of records could have come sooner. */
  private static final int MANY = 100;

  private Findings() {}

  /**
   * Attempts at one and the same sync count as one, by the last of them. Cancelled and live runs
   * tell nothing.
   *
   * @param runs oldest first
   */
  static List<Finding> of(List<PastRun> runs) {
    var findings = new ArrayList<Finding>();
    for (var run : runs) {
      if (run.retryOf() != null && !findings.isEmpty() && findings.getLast() == Finding.FAILED) {
        findings.removeLast();
      }
      of(run).ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  private static Optional<Finding> of(PastRun run) {
    return switch (run.outcome()) {
      case "completed" -> Optional.of(changed(run.recordsChanged()));
      case "failed" -> Optional.of(Finding.FAILED);
      case null, default -> Optional.empty();
    };
  }

  private static Finding changed(long records) {
    if (records == 0) {
      return Finding.NOTHING_NEW;
    }
    return records < MANY ? Finding.SOME_CHANGES : Finding.MANY_CHANGES;
  }
}
