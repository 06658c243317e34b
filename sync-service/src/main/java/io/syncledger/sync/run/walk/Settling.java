package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.IdRange;
import io.syncledger.sync.cliniko.Selection;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares the records of a range, and settles what differs. */
@Singleton
final class Settling {
  private final ClinikoClient cliniko;
  private final Inquiry inquiry;
  private final Records records;
  private final Vanishing vanishing;
  private final PageIntake intake;

  Settling(
      ClinikoClient cliniko,
      Inquiry inquiry,
      Records records,
      Vanishing vanishing,
      PageIntake intake) {
    this.cliniko = cliniko;
    this.inquiry = inquiry;
    this.records = records;
    this.vanishing = vanishing;
    this.intake = intake;
  }

  void settle(Course course, Step.Reconcile step, IdRange range, Refused refused)
      throws InterruptedException {
    var list = step.list();
    var owner = course.work().owner();
    var there = inquiry.ask(course, account -> cliniko.ids(account, list, range)).orElse(List.of());
    var here = records.knownIds(owner, list, range, Reconciliation.COMPARED);
    vanish(course, list, without(here, there));
    take(course, step, without(without(there, here), refused.ids()));
  }

  private static List<String> without(Collection<String> ids, Collection<String> others) {
    var left = new LinkedHashSet<>(ids);
    left.removeAll(Set.copyOf(others));
    return List.copyOf(left);
  }

  /** Asked for once more by name: an answer that left some out would not do it twice. */
  private void vanish(Course course, ClinikoResource list, List<String> gone)
      throws InterruptedException {
    for (int first = 0; first < gone.size(); first += Selection.Ids.MOST) {
      var ids = gone.subList(first, Math.min(gone.size(), first + Selection.Ids.MOST));
      var back =
          inquiry
              .ask(course, account -> cliniko.byId(account, list, ids))
              .map(SourceIds::of)
              .orElse(Set.of());
      vanishing.vanish(course, list, ids.stream().filter(id -> !back.contains(id)).toList());
    }
  }

  private void take(Course course, Step step, List<String> missing) throws InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    var page =
        inquiry
            .ask(course, account -> cliniko.byId(account, step.list(), missing))
            .orElseThrow(IllegalStateException::new);
    course.pass(step.list());
    intake.take(course, step.list(), page, _ -> new Checkpoint(step.name(), "", null, false));
  }
}
