package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.Rejection;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.records.UpsertCounts;
import io.syncledger.sync.run.execution.PageEvents.Numbered;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.LeaseLostException;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Stores a page, keeps its place and says so, in one transaction that begins with the fence. */
@Singleton
final class PageCommitter {
  private static final int STATEMENTS = 4;

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RecordStore records;
  private final DeadLetterStore letters;
  private final Outbox outbox;
  private final Clock clock;

  PageCommitter(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RecordStore records,
      DeadLetterStore letters,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.records = records;
    this.letters = letters;
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
  record Arrived(
      Page page, ParsedPage ready, Numbered numbered, long transformMs, Checkpoint place) {}

  /**
   * What the commit did.
   *
   * @param cancelRequestedBy null while nobody asked for the run's end
   */
  record Committed(
      SourceResource list,
      UpsertCounts stored,
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
  Committed commit(RunTask work, Arrived arrived, @Nullable String traceparent) {
    return transactions.executeWrite(
        _ -> {
          long start = System.nanoTime();
          var ready = arrived.ready();
          boolean holds = ready.recordCount() > 0;
          var gain = new RunStore.Progress(holds ? 1 : 0, ready.recordCount(), arrived.place());
          var place = runs.advance(work.run(), PageEvents.count(arrived), gain);
          var stored = holds ? records.store(work.owner(), ready) : new UpsertCounts(0, 0, 0, 0);
          settle(work, arrived, place.sequence());
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

  /** Opens letters for what was rejected, and closes those of what was taken over. */
  private void settle(RunTask work, Arrived arrived, long sequence) {
    var now = clock.instant();
    var list = arrived.ready().resource();
    var rejects = arrived.ready().rejects();
    var taken = new HashSet<>(RecordIds.of(arrived.page()));
    rejects.stream().map(Rejection::recordId).forEach(taken::remove);
    if (!taken.isEmpty()) {
      letters.close(work.run().key(), work.run().syncId(), list.resource(), taken, now);
    }
    if (!rejects.isEmpty()) {
      var event = PageEvents.rejection(work, sequence, now);
      var origin = new DeadLetterStore.Origin(event, arrived.numbered().number(), now);
      letters.open(work.run().key(), work.run().syncId(), list.resource(), rejects, origin);
    }
  }
}
