package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.DelayReason;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.state.RunStore;
import io.syncledger.sync.source.RequestListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Reports, as {@code SyncDelayed} events, that a run waits for the source. */
@Singleton
final class WaitReporter {
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final Outbox outbox;
  private final Clock clock;

  WaitReporter(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.outbox = outbox;
    this.clock = clock;
  }

  RequestListener listenerFor(RunTask task) {
    return (until, reason) -> report(task, until, reason);
  }

  /** Leaves out a wait that ended while pages from before it were being stored. */
  private void report(RunTask task, Instant until, RequestListener.Reason reason) {
    var now = clock.instant();
    if (!until.isAfter(now)) {
      return;
    }
    transactions.executeWrite(
        _ -> {
          var reserved = runs.reserveSequences(task.run(), 1);
          var event =
              new SyncDelayed(task.envelope(reserved.sequence(), now), delayReason(reason), until);
          outbox.append(List.of(event), Traceparent.of(task.trace()));
          return reserved;
        });
  }

  private static DelayReason delayReason(RequestListener.Reason reason) {
    return switch (reason) {
      case RATE_LIMITED -> DelayReason.RATE_LIMITED;
      case SOURCE_UNAVAILABLE -> DelayReason.SOURCE_UNAVAILABLE;
    };
  }
}
