package io.syncledger.sync.run.execution;

import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares the records of a range, and settles what differs. */
@Singleton
final class Settling {
  private final SourceCall inquiry;
  private final RecordStore records;
  private final DeletionMarker vanishing;
  private final PageProcessor intake;

  Settling(
      SourceCall inquiry, RecordStore records, DeletionMarker vanishing, PageProcessor intake) {
    this.inquiry = inquiry;
    this.records = records;
    this.vanishing = vanishing;
    this.intake = intake;
  }

  void settle(RunContext course, Step.Reconcile step, IdRange range, RejectedIds refused)
      throws InterruptedException {
    var list = step.list();
    var owner = course.task().owner();
    var client = course.task().client();
    var there = inquiry.call(course, context -> client.ids(context, list, range)).orElse(List.of());
    var here = records.presentIds(owner, list, range, Reconciler.COMPARED);
    vanish(course, list, without(here, there));
    take(course, step, without(without(there, here), refused.ids()));
  }

  private static List<String> without(Collection<String> ids, Collection<String> others) {
    var left = new LinkedHashSet<>(ids);
    left.removeAll(Set.copyOf(others));
    return List.copyOf(left);
  }

  /** Asked for once more by name: an answer that left some out would not do it twice. */
  private void vanish(RunContext course, SourceResource list, List<String> gone)
      throws InterruptedException {
    var client = course.task().client();
    int most = client.maxIdsPerRequest();
    for (int first = 0; first < gone.size(); first += most) {
      var ids = gone.subList(first, Math.min(gone.size(), first + most));
      var back =
          inquiry
              .call(course, context -> client.byId(context, list, ids))
              .map(RecordIds::of)
              .orElse(Set.of());
      vanishing.markDeleted(course, list, ids.stream().filter(id -> !back.contains(id)).toList());
    }
  }

  private void take(RunContext course, Step step, List<String> missing)
      throws InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    var page =
        inquiry
            .call(course, context -> course.task().client().byId(context, step.list(), missing))
            .orElseThrow(IllegalStateException::new);
    course.beginPass(step.list());
    intake.process(course, step.list(), page, _ -> new Checkpoint(step.name(), "", null, false));
  }
}
