package io.syncledger.sync.hostile;

import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.Anomalies;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.testkit.verification.LocalCopy.Tolerance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Verifies that a sync reports the truth. Each finding is a sentence; there should be none. */
final class SyncVerifier {
  private final TestedClinic tested;
  private final SyncHistory history;
  private final List<String> findings = new ArrayList<>();

  private SyncVerifier(TestedClinic tested, SyncHistory history) {
    this.tested = tested;
    this.history = history;
  }

  /**
   * Verifies a sync during which no record changed.
   *
   * @param deletionsMayLinger whether records that vanished may still be stored
   */
  static List<String> verify(TestedClinic tested, SyncHistory history, boolean deletionsMayLinger) {
    var verifier = new SyncVerifier(tested, history);
    verifier.verifyEvents();
    verifier.verifyEnding();
    if (succeeded(history)) {
      var tolerance = new Tolerance(rejectedRecords(tested, history), deletionsMayLinger);
      verifier.findings.addAll(tested.differences(tolerance));
    }
    return verifier.findings;
  }

  /** Verifies a sync during which records changed; they are compared after a later sync only. */
  static List<String> verifyWhileChanging(TestedClinic tested, SyncHistory history) {
    var verifier = new SyncVerifier(tested, history);
    verifier.verifyEvents();
    verifier.verifyEnding();
    return verifier.findings;
  }

  static boolean succeeded(SyncHistory history) {
    return history.lastRun().ending() instanceof SyncCompleted;
  }

  /**
   * The records that syncs reported as rejected. A record without a valid id cannot be named: it
   * may be any that is served without one.
   */
  static Set<String> rejectedRecords(TestedClinic tested, SyncHistory... histories) {
    var names = new HashSet<String>();
    for (var history : histories) {
      history
          .rejected()
          .forEach(
              (resource, ids) -> {
                ids.forEach(id -> names.add(resource + "/" + id));
                if (ids.contains("")) {
                  names.addAll(tested.recordsWithoutId(resource));
                }
              });
    }
    names.removeIf(name -> name.endsWith("/"));
    return names;
  }

  private void verifyEvents() {
    var runs = history.runStates();
    var starts = history.startEvents();
    for (int i = 0; i < runs.size(); i++) {
      if (!runs.get(i).anomalies().equals(Anomalies.NONE)) {
        findings.add("Run " + i + " has " + runs.get(i).anomalies());
      }
      if (starts.get(i).attempt() != i + 1) {
        findings.add("Run " + i + " says it is attempt " + starts.get(i).attempt());
      }
      if (i > 0 && !runs.get(i - 1).syncId().equals(starts.get(i).retryOf())) {
        findings.add("Run " + i + " does not name the one it tries again");
      }
      boolean more = i < runs.size() - 1;
      if (more && !(runs.get(i).ending() instanceof SyncFailed f && f.failure().retryable())) {
        findings.add("Run " + i + " was tried again after " + runs.get(i).ending());
      }
    }
  }

  private void verifyEnding() {
    switch (history.lastRun().ending()) {
      case SyncCompleted _ -> {
        var proof = Proof.of(history.lastRun());
        if (proof.verdict() != Verdict.PROVEN) {
          findings.add("A success is " + proof.verdict() + ": " + proof.problems());
        }
      }
      case SyncFailed failed -> verifyFailure(failed);
      case null, default -> findings.add("Ended by " + history.lastRun().ending());
    }
  }

  private void verifyFailure(SyncFailed failed) {
    var failure = failed.failure();
    if (failure.errorCode().isBlank() || failure.message().isBlank()) {
      findings.add("A failure does not say why: " + failure);
    }
    PersonalData.of(tested.cliniko().clinic()).in(failure.message()).stream()
        .map(part -> "A failure's message holds personal data: " + part)
        .forEach(findings::add);
  }
}
