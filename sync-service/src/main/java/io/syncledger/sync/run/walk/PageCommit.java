package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.Reject;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.records.Ready;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.records.Stored;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.LeaseLostException;
import io.syncledger.sync.run.lease.Runs;
import io.syncledger.sync.run.letters.Letters;
import io.syncledger.sync.run.walk.PageEvents.Numbered;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Stores a page, keeps its place and says so, in one transaction that begins with the fence. */
@Singleton
final class PageCommit {
  private static final int STATEMENTS = 4;

  private final TransactionOperations<Connection> transactions;
  private final Runs runs;
  private final Records records;
  private final Letters letters;
  private final Outbox outbox;
  private final Clock clock;

  PageCommit(
      @Named("sync") TransactionOperations<Connection> transactions,
      Runs runs,
      Records records,
      Letters letters,
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
  private void settle(Work work, Arrived arrived, long sequence) {
    var now = clock.instant();
    var list = arrived.ready().resource();
    var rejects = arrived.ready().rejects();
    var taken = new HashSet<>(SourceIds.of(arrived.page()));
    rejects.stream().map(Reject::recordId).forEach(taken::remove);
    if (!taken.isEmpty()) {
      letters.close(work.run(), list, taken, now);
    }
    if (!rejects.isEmpty()) {
      var event = PageEvents.rejection(work, sequence, now);
      var origin = new Letters.Origin(event, arrived.numbered().number(), now);
      letters.open(work.run(), list, rejects, origin);
    }
  }
}
