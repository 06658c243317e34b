package io.syncledger.sync.consistency;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncId;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.outbox.Traceparent;
import io.syncledger.sync.run.lease.Runs;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Ends checks: what was found and the event that tells it in one transaction. */
@Singleton
final class CheckEndings {
  private static final int KEPT = 100;

  private final TransactionOperations<Connection> transactions;
  private final CheckRows rows;
  private final Runs runs;
  private final Outbox outbox;
  private final JsonMapper json;
  private final Clock clock;

  CheckEndings(
      @Named("sync") TransactionOperations<Connection> transactions,
      CheckRows rows,
      Runs runs,
      Outbox outbox,
      JsonMapper json,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.runs = runs;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Told as an event of the sync that the check followed, else of the latest one.
   *
   * @return false when the check had been given up; its findings count for nothing then
   */
  boolean end(CheckRow check, Report report) {
    var text = text(report);
    return transactions.executeWrite(
        _ -> {
          int ended =
              rows.finish(check.checkId(), report.status().toString(), clock.instant(), text);
          if (ended > 0) {
            rows.prune(check.organizationId(), check.service(), KEPT);
            sync(check).ifPresent(sync -> tell(check, sync, report));
          }
          return ended > 0;
        });
  }

  private Optional<SyncId> sync(CheckRow check) {
    return Optional.ofNullable(check.syncId()).map(SyncId::new).or(() -> runs.latest(check.key()));
  }

  private void tell(CheckRow check, SyncId sync, Report report) {
    var key = check.key();
    var envelope =
        new Envelope(
            sync, runs.annotate(sync), key.organizationId(), key.service(), clock.instant());
    outbox.append(
        List.of(
            new ConsistencyChecked(
                envelope, report.told(), report.sampled(), report.mismatched().size())),
        Traceparent.of(Context.current()));
  }

  private String text(Report report) {
    try {
      return json.writeValueAsString(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
