package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.Envelope;
import io.syncledger.events.Reject;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.Upsert;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.patients.Patients;
import io.syncledger.sync.patients.Patients.Ready;
import io.syncledger.sync.patients.Patients.Stored;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores a page and says so, in one transaction that begins with the fence. */
@Singleton
final class PageCommit {
  private static final int STATEMENTS = 3;

  private final TransactionOperations<Connection> transactions;
  private final Runs runs;
  private final Patients patients;
  private final RejectedRecords rejected;
  private final Outbox outbox;
  private final Clock clock;

  PageCommit(
      @Named("sync") TransactionOperations<Connection> transactions,
      Runs runs,
      Patients patients,
      RejectedRecords rejected,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.patients = patients;
    this.rejected = rejected;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What the commit did.
   *
   * @param cancelRequestedBy null while nobody asked for the run's end
   */
  record Committed(
      Stored stored,
      int rejected,
      int statements,
      @Nullable Instant latestChange,
      @Nullable String cancelRequestedBy) {}

  /**
   * @param transformMs what reading the page took
   * @throws LeaseLostException when the run is no longer this worker's; nothing was written then
   */
  Committed commit(
      Run run, Page page, Ready ready, long transformMs, @Nullable String traceparent) {
    return transactions.executeWrite(
        _ -> {
          long start = System.nanoTime();
          int events = ready.rejects().isEmpty() ? 2 : 3;
          var place =
              runs.advance(run, events, ready.records()).orElseThrow(LeaseLostException::new);
          var stored = patients.store(run.key().organizationId(), ready);
          save(run, ready.rejects());
          long databaseMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
          var upsert = upsert(page, ready, stored, transformMs, databaseMs);
          outbox.append(events(run, place.sequence(), page, ready, upsert), traceparent);
          return new Committed(
              stored,
              ready.rejects().size(),
              ready.rejects().isEmpty() ? STATEMENTS : STATEMENTS + 1,
              ready.latestChange(),
              place.cancelRequestedBy());
        });
  }

  private void save(Run run, List<Reject> rejects) {
    if (!rejects.isEmpty()) {
      var now = clock.instant();
      rejected.saveAll(
          rejects.stream()
              .map(reject -> RejectedRecord.of(run, Patients.RESOURCE, reject, now))
              .toList());
    }
  }

  private static Upsert upsert(
      Page page, Ready ready, Stored stored, long transformMs, long databaseMs) {
    return new Upsert(
        page.number(),
        stored.inserted(),
        stored.updated(),
        stored.unchanged(),
        stored.archived(),
        ready.rejects().size(),
        page.recordsTotal(),
        transformMs,
        databaseMs);
  }

  private List<SyncEvent> events(Run run, long first, Page page, Ready ready, Upsert upsert) {
    var now = clock.instant();
    var events = new ArrayList<SyncEvent>();
    events.add(
        new PageFetched(
            envelope(run, first, page.fetchedAt()),
            Patients.RESOURCE,
            page.number(),
            page.totalPages(),
            page.records().size(),
            page.recordsTotal(),
            page.bytes(),
            page.durationMs()));
    events.add(new PatientsUpserted(envelope(run, first + 1, now), upsert));
    if (!ready.rejects().isEmpty()) {
      events.add(
          new RecordsRejected(envelope(run, first + 2, now), Patients.RESOURCE, ready.rejects()));
    }
    return events;
  }

  private static Envelope envelope(Run run, long sequence, Instant at) {
    return new Envelope(
        run.syncId(), sequence, run.key().organizationId(), run.key().service(), at);
  }
}
