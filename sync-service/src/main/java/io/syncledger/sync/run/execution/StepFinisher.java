package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;

/** Marks steps as done after checking their totals. */
@Singleton
final class StepFinisher {
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;

  StepFinisher(@Named("sync") TransactionOperations<Connection> transactions, RunStore runs) {
    this.transactions = transactions;
    this.runs = runs;
  }

  /**
   * Marks a step as done.
   *
   * @throws InconsistentSourceException when the totals do not agree
   */
  void finish(RunContext context, Step step) {
    if (step instanceof Step.Paging) {
      requireConsistentTotals(context, step);
    }
    var last = context.checkpoint(step);
    var done =
        last == null
            ? new Checkpoint(step.name(), "", null, true)
            : new Checkpoint(step.name(), last.position(), last.newest(), true);
    var progress = new RunStore.Progress(0, 0, done);
    transactions.executeWrite(_ -> runs.saveProgress(context.task().run(), 0, progress));
    context.addCheckpoint(done);
  }

  private static void requireConsistentTotals(RunContext context, Step step) {
    context
        .totals()
        .forResource(step.resource())
        .contradiction(context.task().source().displayName(), step.resource().resourceName())
        .ifPresent(
            contradiction -> {
              throw new InconsistentSourceException(contradiction);
            });
  }
}
