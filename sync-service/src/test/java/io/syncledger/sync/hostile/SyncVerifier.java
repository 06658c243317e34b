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

/** Whether what a sync says of itself is true. Each finding is a sentence; none is good. */
final class SyncVerifier {
  private final TestedClinic subject;
  private final SyncHistory story;
  private final List<String> findings = new ArrayList<>();

  private SyncVerifier(TestedClinic subject, SyncHistory story) {
    this.subject = subject;
    this.story = story;
  }

  /**
   * Of a sync during which the clinic's records stood still.
   *
   * @param lingering whether what vanished may still be kept
   */
  static List<String> verify(TestedClinic subject, SyncHistory story, boolean lingering) {
    var judgement = new SyncVerifier(subject, story);
    judgement.verifyEvents();
    judgement.verifyEnding();
    if (succeeded(story)) {
      var allowance = new Tolerance(rejectedRecords(subject, story), lingering);
      judgement.findings.addAll(subject.differences(allowance));
    }
    return judgement.findings;
  }

  /** Of a sync during which they did not: what it took over is judged after a later one. */
  static List<String> verifyWhileChanging(TestedClinic subject, SyncHistory story) {
    var judgement = new SyncVerifier(subject, story);
    judgement.verifyEvents();
    judgement.verifyEnding();
    return judgement.findings;
  }

  static boolean succeeded(SyncHistory story) {
    return story.lastRun().ending() instanceof SyncCompleted;
  }

  /**
   * The records that syncs named as not taken over. One without a sound id cannot be named: then it
   * may be any that is served without one.
   */
  static Set<String> rejectedRecords(TestedClinic subject, SyncHistory... stories) {
    var names = new HashSet<String>();
    for (var story : stories) {
      story
          .rejected()
          .forEach(
              (resource, ids) -> {
                ids.forEach(id -> names.add(resource + "/" + id));
                if (ids.contains("")) {
                  names.addAll(subject.recordsWithoutId(resource));
                }
              });
    }
    names.removeIf(name -> name.endsWith("/"));
    return names;
  }

  private void verifyEvents() {
    var runs = story.runStates();
    var starts = story.startEvents();
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
    switch (story.lastRun().ending()) {
      case SyncCompleted _ -> {
        var proof = Proof.of(story.lastRun());
        if (proof.verdict() != Verdict.PROVEN) {
          findings.add("A success is " + proof.verdict() + ": " + proof.problems());
        }
      }
      case SyncFailed failed -> verifyFailure(failed);
      case null, default -> findings.add("Ended by " + story.lastRun().ending());
    }
  }

  private void verifyFailure(SyncFailed failed) {
    var failure = failed.failure();
    if (failure.errorCode().isBlank() || failure.message().isBlank()) {
      findings.add("A failure does not say why: " + failure);
    }
    PersonalData.of(subject.cliniko().clinic()).in(failure.message()).stream()
        .map(part -> "A failure's message holds personal data: " + part)
        .forEach(findings::add);
  }
}
