package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.SyncEvent.SyncPlanned;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what there is to be done, and says so before it is done. */
@Singleton
final class Planner {
  private final SourceCall inquiry;
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final Outbox outbox;
  private final Clock clock;

  Planner(
      SourceCall inquiry,
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      Outbox outbox,
      Clock clock) {
    this.inquiry = inquiry;
    this.transactions = transactions;
    this.runs = runs;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Takes the plan's probes, and tells what is left of it. */
  void announce(RunContext course, Plan plan) throws InterruptedException {
    var probed = new ArrayList<Checkpoint>();
    for (var step : plan.steps()) {
      if (step instanceof Step.Probe probe && !course.isDone(probe)) {
        probed.add(ask(course, probe));
      }
    }
    probed.forEach(course::addCheckpoint);
    var resources =
        plan.steps().stream()
            .filter(step -> step instanceof Step.Paging && !course.isDone(step))
            .map(Step::list)
            .distinct()
            .map(list -> new PlannedResource(list.resource(), total(course, list)))
            .toList();
    if (!resources.isEmpty()) {
      tell(course.task(), probed, resources);
    }
  }

  private Checkpoint ask(RunContext course, Step.Probe step) throws InterruptedException {
    var probe =
        inquiry
            .call(course, context -> course.task().client().stats(context, step.list()))
            .orElseThrow(IllegalStateException::new);
    var total = probe.total();
    return new Checkpoint(
        step.name(),
        total == null ? "" : total.toString(),
        earlier(probe.latestChange(), clock.instant()),
        true);
  }

  /** A change in the future says nothing about what was changed until now. */
  private static @Nullable Instant earlier(@Nullable Instant newest, Instant now) {
    return newest != null && newest.isAfter(now) ? now : newest;
  }

  /** Null where that is not known, also because an earlier attempt has taken a part of it. */
  private static @Nullable Long total(RunContext course, SourceResource list) {
    var probe = course.checkpoint(new Step.Probe(list));
    boolean begun = course.checkpoint(new Step.Changes(list, null)) != null;
    return probe == null || begun || probe.position().isEmpty()
        ? null
        : Long.valueOf(probe.position());
  }

  private void tell(RunTask work, List<Checkpoint> probed, List<PlannedResource> resources) {
    transactions.executeWrite(
        _ -> {
          var place = runs.advance(work.run(), 1);
          probed.forEach(probe -> runs.advance(work.run(), 0, new RunStore.Progress(0, 0, probe)));
          var event = new SyncPlanned(work.envelope(place.sequence(), clock.instant()), resources);
          outbox.append(List.of(event), Traceparent.of(work.trace()));
          return place;
        });
  }
}
