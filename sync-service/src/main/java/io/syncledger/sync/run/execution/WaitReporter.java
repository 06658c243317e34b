package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.DelayReason;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.source.WaitListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells that a run waits for the source. */
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

  WaitListener listenerFor(RunTask work) {
    return (until, reason) -> tell(work, until, reason);
  }

  /** Says nothing of a wait that ended while pages from before it were stored. */
  private void tell(RunTask work, Instant until, WaitListener.Reason reason) {
    var now = clock.instant();
    if (!until.isAfter(now)) {
      return;
    }
    transactions.executeWrite(
        _ -> {
          var place = runs.advance(work.run(), 1);
          var event = new SyncDelayed(work.envelope(place.sequence(), now), reason(reason), until);
          outbox.append(List.of(event), Traceparent.of(work.trace()));
          return place;
        });
  }

  private static DelayReason reason(WaitListener.Reason reason) {
    return switch (reason) {
      case RATE_LIMITED -> DelayReason.RATE_LIMITED;
      case SOURCE_UNAVAILABLE -> DelayReason.SOURCE_UNAVAILABLE;
    };
  }
}
