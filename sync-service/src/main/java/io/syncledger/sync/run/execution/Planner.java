package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.SyncEvent.SyncPlanned;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.deadletters.RedriveClaim;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.Watermark;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.run.state.RunStore;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans a run: makes its plan, asks each list of a full run how much it holds, and announces what
 * is to be done with {@code SyncPlanned}.
 */
@Singleton
final class Planner {
  private final SourceCaller calls;
  private final DeadLetterStore deadLetters;
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RunEventWriter events;
  private final Clock clock;

  Planner(
      SourceCaller calls,
      DeadLetterStore deadLetters,
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RunEventWriter events,
      Clock clock) {
    this.calls = calls;
    this.deadLetters = deadLetters;
    this.transactions = transactions;
    this.runs = runs;
    this.events = events;
    this.clock = clock;
  }

  /** Makes the plan, executes its probes, and announces the lists that are still to be fetched. */
  Plan plan(RunContext context, Map<SourceResource, Watermark> known) throws InterruptedException {
    var plan = make(context.task(), known);
    var probed = probe(context, plan);
    probed.forEach(context::addCheckpoint);
    var pending =
        plan.steps().stream()
            .filter(step -> step instanceof Step.Paging && !context.isDone(step))
            .map(Step::resource)
            .distinct()
            .map(resource -> new PlannedResource(resource.resourceName(), total(context, resource)))
            .toList();
    if (!pending.isEmpty()) {
      announce(context.task(), probed, pending);
    }
    return plan;
  }

  private Plan make(RunTask task, Map<SourceResource, Watermark> known) {
    var run = task.run();
    var claimed = transactions.executeRead(_ -> deadLetters.findClaimed(run.key(), run.syncId()));
    return claimed.isEmpty()
        ? Plan.of(task.source(), run.mode(), run.type(), known, clock.instant())
        : Plan.redrive(
            claimed.stream()
                .map(RedriveClaim::resource)
                .distinct()
                .map(task.source()::resource)
                .toList());
  }

  private List<Checkpoint> probe(RunContext context, Plan plan) throws InterruptedException {
    var probed = new ArrayList<Checkpoint>();
    for (var step : plan.steps()) {
      if (step instanceof Step.Probe probe && !context.isDone(probe)) {
        probed.add(probe(context, probe));
      }
    }
    return probed;
  }

  private Checkpoint probe(RunContext context, Step.Probe step) throws InterruptedException {
    var stats =
        calls
            .call(context, request -> context.task().client().stats(request, step.resource()))
            .orElseThrow(IllegalStateException::new);
    var total = stats.total();
    return new Checkpoint(
        step.name(),
        total == null ? "" : total.toString(),
        Watermark.notAfter(stats.latestChange(), clock.instant()),
        true);
  }

  /** Null where that is not known, also because an earlier attempt has fetched a part of it. */
  private static @Nullable Long total(RunContext context, SourceResource resource) {
    var probe = context.checkpoint(new Step.Probe(resource));
    boolean begun = context.checkpoint(new Step.Changes(resource, null)) != null;
    return probe == null || begun || probe.position().isEmpty()
        ? null
        : Long.valueOf(probe.position());
  }

  private void announce(RunTask task, List<Checkpoint> probed, List<PlannedResource> pending) {
    events.write(
        task,
        () ->
            probed.forEach(
                probe -> runs.saveProgress(task.run(), 0, new RunStore.Progress(0, 0, probe))),
        sequence -> new SyncPlanned(task.envelope(sequence, clock.instant()), pending));
  }
}
