package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;

/** Keeps how far a run has come where no page does. */
@Singleton
final class CheckpointWriter {
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;

  CheckpointWriter(@Named("sync") TransactionOperations<Connection> transactions, RunStore runs) {
    this.transactions = transactions;
    this.runs = runs;
  }

  /**
   * Nothing of the step is left.
   *
   * @throws UnprovenException when what came does not add up
   */
  void finish(RunContext course, Step step) {
    if (step instanceof Step.Paging) {
      var list = step.list();
      course
          .totals()
          .of(list)
          .contradiction(course.task().source().displayName(), list.resource())
          .ifPresent(
              what -> {
                throw new UnprovenException(what);
              });
    }
    var last = course.checkpoint(step);
    var end =
        last == null
            ? new Checkpoint(step.name(), "", null, true)
            : new Checkpoint(step.name(), last.position(), last.newest(), true);
    transactions.executeWrite(
        _ -> runs.advance(course.task().run(), 0, new RunStore.Progress(0, 0, end)));
    course.addCheckpoint(end);
  }
}
