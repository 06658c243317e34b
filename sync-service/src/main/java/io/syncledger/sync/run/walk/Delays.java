package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.DelayReason;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.sync.cliniko.Waiting;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.outbox.Traceparent;
import io.syncledger.sync.run.lease.Runs;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells that a run waits for the source. */
@Singleton
final class Delays {
  private final TransactionOperations<Connection> transactions;
  private final Runs runs;
  private final Outbox outbox;
  private final Clock clock;

  Delays(
      @Named("sync") TransactionOperations<Connection> transactions,
      Runs runs,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.outbox = outbox;
    this.clock = clock;
  }

  Waiting of(Work work) {
    return (until, reason) -> tell(work, until, reason);
  }

  /** Says nothing of a wait that ended while pages from before it were stored. */
  private void tell(Work work, Instant until, Waiting.Reason reason) {
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

  private static DelayReason reason(Waiting.Reason reason) {
    return switch (reason) {
      case RATE_LIMITED -> DelayReason.RATE_LIMITED;
      case SOURCE_UNAVAILABLE -> DelayReason.SOURCE_UNAVAILABLE;
    };
  }
}
