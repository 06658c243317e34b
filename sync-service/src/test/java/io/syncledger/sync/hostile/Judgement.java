package io.syncledger.sync.hostile;

import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.Anomalies;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.testkit.truth.LocalCopy.Allowance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether what a sync says of itself is true. Each finding is a sentence; none is good. */
final class Judgement {
  private final Subject subject;
  private final Story story;
  private final List<String> findings = new ArrayList<>();

  private Judgement(Subject subject, Story story) {
    this.subject = subject;
    this.story = story;
  }

  /**
   * Of a sync during which the clinic's records stood still.
   *
   * @param lingering whether what vanished may still be kept
   */
  static List<String> of(Subject subject, Story story, boolean lingering) {
    var judgement = new Judgement(subject, story);
    judgement.course();
    judgement.ending();
    if (succeeded(story)) {
      var allowance = new Allowance(rejected(subject, story), lingering);
      judgement.findings.addAll(subject.differences(allowance));
    }
    return judgement.findings;
  }

  /** Of a sync during which they did not: what it took over is judged after a later one. */
  static List<String> ofMoving(Subject subject, Story story) {
    var judgement = new Judgement(subject, story);
    judgement.course();
    judgement.ending();
    return judgement.findings;
  }

  static boolean succeeded(Story story) {
    return story.last().ending() instanceof SyncCompleted;
  }

  /**
   * The records that syncs named as not taken over. One without a sound id cannot be named: then it
   * may be any that is served without one.
   */
  static Set<String> rejected(Subject subject, Story... stories) {
    var names = new HashSet<String>();
    for (var story : stories) {
      story
          .rejected()
          .forEach(
              (resource, ids) -> {
                ids.forEach(id -> names.add(resource + "/" + id));
                if (ids.contains("")) {
                  names.addAll(subject.nameless(resource));
                }
              });
    }
    names.removeIf(name -> name.endsWith("/"));
    return names;
  }

  private void course() {
    var runs = story.folded();
    var starts = story.starts();
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

  private void ending() {
    switch (story.last().ending()) {
      case SyncCompleted _ -> {
        var proof = Proof.of(story.last());
        if (proof.verdict() != Verdict.PROVEN) {
          findings.add("A success is " + proof.verdict() + ": " + proof.problems());
        }
      }
      case SyncFailed failed -> explained(failed);
      case null, default -> findings.add("Ended by " + story.last().ending());
    }
  }

  private void explained(SyncFailed failed) {
    var failure = failed.failure();
    if (failure.errorCode().isBlank() || failure.message().isBlank()) {
      findings.add("A failure does not say why: " + failure);
    }
    PersonalData.of(subject.cliniko().clinic()).in(failure.message()).stream()
        .map(part -> "A failure's message holds personal data: " + part)
        .forEach(findings::add);
  }
}
