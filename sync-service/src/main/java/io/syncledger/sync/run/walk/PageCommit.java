package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.records.Ready;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.records.Stored;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.LeaseLostException;
import io.syncledger.sync.run.lease.Runs;
import io.syncledger.sync.run.walk.PageEvents.Numbered;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stores a page, keeps its place and says so, in one transaction that begins with the fence. */
@Singleton
final class PageCommit {
  private static final int STATEMENTS = 3;

  private final TransactionOperations<Connection> transactions;
  private final Runs runs;
  private final Records records;
  private final RejectedRecords rejected;
  private final Outbox outbox;
  private final Clock clock;

  PageCommit(
      @Named("sync") TransactionOperations<Connection> transactions,
      Runs runs,
      Records records,
      RejectedRecords rejected,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.records = records;
    this.rejected = rejected;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A page that is ready to be stored.
   *
   * @param numbered as the run numbers it
   * @param transformMs what reading it took
   * @param place where the run is once it is stored
   */
  record Arrived(Page page, Ready ready, Numbered numbered, long transformMs, Checkpoint place) {}

  /**
   * What the commit did.
   *
   * @param cancelRequestedBy null while nobody asked for the run's end
   */
  record Committed(
      ClinikoResource list,
      Stored stored,
      int rejected,
      int statements,
      @Nullable String cancelRequestedBy) {

    int changed() {
      return stored.inserted() + stored.updated();
    }

    int accounted() {
      return stored.inserted() + stored.updated() + stored.unchanged();
    }
  }

  /**
   * @throws LeaseLostException when the run is no longer this worker's; nothing was written then
   */
  Committed commit(Work work, Arrived arrived, @Nullable String traceparent) {
    return transactions.executeWrite(
        _ -> {
          long start = System.nanoTime();
          var ready = arrived.ready();
          boolean holds = ready.records() > 0;
          var gain = new Runs.Gain(holds ? 1 : 0, ready.records(), arrived.place());
          var place = runs.advance(work.run(), PageEvents.count(arrived), gain);
          var stored = holds ? records.store(work.owner(), ready) : new Stored(0, 0, 0, 0);
          save(work, ready);
          long databaseMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
          outbox.append(
              PageEvents.of(work, place.sequence(), arrived, stored, databaseMs, clock.instant()),
              traceparent);
          return new Committed(
              ready.resource(),
              stored,
              ready.rejects().size(),
              ready.rejects().isEmpty() ? STATEMENTS : STATEMENTS + 1,
              place.cancelRequestedBy());
        });
  }

  private void save(Work work, Ready ready) {
    if (!ready.rejects().isEmpty()) {
      var now = clock.instant();
      var list = ready.resource().resource();
      rejected.saveAll(
          ready.rejects().stream()
              .map(reject -> RejectedRecord.of(work.run(), list, reject, now))
              .toList());
    }
  }
}
