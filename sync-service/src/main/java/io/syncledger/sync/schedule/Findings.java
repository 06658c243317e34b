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
  static List<SyncYield> of(List<RunSummary> runs) {
    var findings = new ArrayList<SyncYield>();
    for (var run : runs) {
      if (run.retryOf() != null && !findings.isEmpty() && findings.getLast() == SyncYield.FAILED) {
        findings.removeLast();
      }
      of(run).ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  private static Optional<SyncYield> of(RunSummary run) {
    return switch (run.outcome()) {
      case "completed" -> Optional.of(changed(run.recordsChanged()));
      case "failed" -> Optional.of(SyncYield.FAILED);
      case null, default -> Optional.empty();
    };
  }

  private static SyncYield changed(long records) {
    if (records == 0) {
      return SyncYield.NOTHING_NEW;
    }
    return records < MANY ? SyncYield.SOME_CHANGES : SyncYield.MANY_CHANGES;
  }
}
