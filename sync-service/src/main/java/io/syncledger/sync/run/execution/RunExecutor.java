package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncType;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.Watermark;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.run.state.CheckpointRepository;
import io.syncledger.sync.source.ChangeTracking;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes a run: makes its plan, executes the steps that earlier attempts left, and verifies that
 * fetched, stored and announced totals agree.
 */
@Singleton
public final class RunExecutor {
  private final TransactionOperations<Connection> transactions;
  private final WatermarkStore watermarks;
  private final CheckpointRepository checkpoints;
  private final Planner planner;
  private final ListFetcher lists;
  private final ReferencedRecordFetcher referenced;
  private final RedriveFetcher redrives;
  private final Reconciler reconciler;

  RunExecutor(
      @Named("sync") TransactionOperations<Connection> transactions,
      WatermarkStore watermarks,
      CheckpointRepository checkpoints,
      Planner planner,
      ListFetcher lists,
      ReferencedRecordFetcher referenced,
      RedriveFetcher redrives,
      Reconciler reconciler) {
    this.transactions = transactions;
    this.watermarks = watermarks;
    this.checkpoints = checkpoints;
    this.planner = planner;
    this.lists = lists;
    this.referenced = referenced;
    this.redrives = redrives;
    this.reconciler = reconciler;
  }

  /**
   * Result of a run.
   *
   * @param reached the watermarks that move when the run completes
   */
  public record Result(Plan plan, RunTotals totals, Map<SourceResource, Watermark> reached) {}

  /**
   * Returns after the last step, or after the current page when the run is stopped.
   *
   * @throws InconsistentSourceException when the totals do not agree
   * @throws InterruptedException when stopped while waiting for the source
   */
  public Result execute(RunTask task) throws InterruptedException {
    var run = task.run();
    var known = transactions.executeRead(_ -> watermarks.find(task.source(), run.key()));
    var context =
        new RunContext(task, transactions.executeRead(_ -> checkpoints.find(run.syncId())));
    var plan = planner.plan(context, known);
    for (var step : plan.steps()) {
      if (!task.isStopped() && !context.isDone(step)) {
        execute(context, step);
      }
    }
    if (!task.isStopped()) {
      verifyTotals(context, plan);
    }
    return new Result(plan, context.totals(), reached(context, plan, known));
  }

  /** Returns when the step is done, or the run stopped. */
  private void execute(RunContext context, Step step) throws InterruptedException {
    switch (step) {
      case Step.Changes changes -> lists.fetchChanges(context, changes);
      case Step.Tombstoned tombstoned -> lists.fetchTombstoned(context, tombstoned);
      case Step.Referenced records -> referenced.fetch(context, records);
      case Step.Redrive redrive -> redrives.fetch(context, redrive);
      case Step.Reconcile reconcile -> reconciler.reconcile(context, reconcile);
      case Step.Probe probe ->
          throw new IllegalStateException("Probes are executed by the planner: " + probe);
    }
  }

  /** A run completes only if its totals agree and every step is done. */
  private static void verifyTotals(RunContext context, Plan plan) {
    context
        .totals()
        .contradiction(context.task().source().displayName())
        .or(() -> unfinishedStep(context, plan))
        .ifPresent(
            contradiction -> {
              throw new InconsistentSourceException(contradiction);
            });
  }

  private static Optional<String> unfinishedStep(RunContext context, Plan plan) {
    return plan.steps().stream()
        .filter(step -> !context.isDone(step))
        .map(Step::name)
        .findFirst()
        .map("The sync did not finish "::concat);
  }

  private static Map<SourceResource, Watermark> reached(
      RunContext context, Plan plan, Map<SourceResource, Watermark> known) {
    var reached = new LinkedHashMap<SourceResource, Watermark>();
    for (var resource : plan.lists()) {
      reached.put(
          resource, reached(context, resource, known.getOrDefault(resource, Watermark.NONE)));
    }
    return reached;
  }

  private static Watermark reached(RunContext context, SourceResource resource, Watermark known) {
    var changes = context.checkpoint(new Step.Changes(resource, null));
    if (resource.changeTracking() == ChangeTracking.TOKEN) {
      return Watermark.ofToken(changes == null ? null : changes.position());
    }
    return context.task().run().type() == SyncType.FULL
        ? Watermark.afterFull(newest(changes), newest(context.checkpoint(new Step.Probe(resource))))
        : known.advancedTo(newest(changes));
  }

  private static @Nullable Instant newest(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? null : checkpoint.newest();
  }
}
