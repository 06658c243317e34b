package io.syncledger.sync.consistency;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncId;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Ends checks: stores the report and publishes its event in one transaction. */
@Singleton
final class CheckFinisher {
  private static final int MAX_KEPT = 100;

  private final TransactionOperations<Connection> transactions;
  private final CheckRepository repository;
  private final RunStore runs;
  private final Outbox outbox;
  private final JsonMapper json;
  private final Clock clock;

  CheckFinisher(
      @Named("sync") TransactionOperations<Connection> transactions,
      CheckRepository rows,
      RunStore runs,
      Outbox outbox,
      JsonMapper json,
      Clock clock) {
    this.transactions = transactions;
    this.repository = rows;
    this.runs = runs;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Ends a check. The event annotates the sync that the check followed, else the latest one.
   *
   * @return false when the check was considered abandoned before; its report is dropped then
   */
  boolean finish(CheckRow check, CheckReport report) {
    var text = toJson(report);
    return transactions.executeWrite(
        _ -> {
          int ended =
              repository.finish(check.checkId(), report.status().toString(), clock.instant(), text);
          if (ended > 0) {
            repository.prune(check.organizationId(), check.service(), MAX_KEPT);
            annotatedSync(check).ifPresent(sync -> publish(check, sync, report));
          }
          return ended > 0;
        });
  }

  private Optional<SyncId> annotatedSync(CheckRow check) {
    return Optional.ofNullable(check.syncId())
        .map(SyncId::new)
        .or(() -> runs.findLatest(check.key()));
  }

  private void publish(CheckRow check, SyncId sync, CheckReport report) {
    var key = check.key();
    var envelope =
        new Envelope(
            sync,
            runs.reserveAnnotation(sync),
            key.organizationId(),
            key.service(),
            clock.instant());
    outbox.append(
        List.of(
            new ConsistencyChecked(
                envelope, report.toEventCounts(), report.sampled(), report.mismatched().size())),
        Traceparent.of(Context.current()));
  }

  private String toJson(CheckReport report) {
    try {
      return json.writeValueAsString(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
