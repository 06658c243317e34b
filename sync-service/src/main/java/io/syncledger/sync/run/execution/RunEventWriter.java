package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncEvent;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.function.LongFunction;

/** Writes single events of a run, each in a transaction of its own that begins with the fence. */
@Singleton
final class RunEventWriter {
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final Outbox outbox;

  RunEventWriter(
      @Named("sync") TransactionOperations<Connection> transactions, RunStore runs, Outbox outbox) {
    this.transactions = transactions;
    this.runs = runs;
    this.outbox = outbox;
  }

  /**
   * Writes an event and the changes that it reports.
   *
   * @param changes made between the fence and the event
   * @param event creates the event, given its sequence
   */
  void write(RunTask task, Runnable changes, LongFunction<SyncEvent> event) {
    transactions.executeWrite(
        _ -> {
          var reserved = runs.reserveSequences(task.run(), 1);
          changes.run();
          outbox.append(List.of(event.apply(reserved.sequence())), Traceparent.of(task.trace()));
          return reserved;
        });
  }
}
