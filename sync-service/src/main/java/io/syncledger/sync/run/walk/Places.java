package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.Runs;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;

/** Keeps how far a run has come where no page does. */
@Singleton
final class Places {
  private final TransactionOperations<Connection> transactions;
  private final Runs runs;

  Places(@Named("sync") TransactionOperations<Connection> transactions, Runs runs) {
    this.transactions = transactions;
    this.runs = runs;
  }

  /**
   * Nothing of the step is left.
   *
   * @throws UnprovenException when what came does not add up
   */
  void finish(Course course, Step step) {
    if (step instanceof Step.Walking) {
      var list = step.list();
      course
          .tally()
          .of(list)
          .contradiction(list.resource())
          .ifPresent(
              what -> {
                throw new UnprovenException(what);
              });
    }
    var last = course.at(step);
    var end =
        last == null
            ? new Checkpoint(step.name(), "", null, true)
            : new Checkpoint(step.name(), last.position(), last.newest(), true);
    transactions.executeWrite(_ -> runs.advance(course.work().run(), 0, new Runs.Gain(0, 0, end)));
    course.reach(end);
  }
}
