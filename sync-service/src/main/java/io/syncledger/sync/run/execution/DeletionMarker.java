package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;

/** Marks records that the source no longer has, and says so; not if they are too many. */
@Singleton
final class DeletionMarker {
  /** So many may vanish, whatever share of all they are. */
  private static final long ALWAYS = 10;

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RecordStore records;
  private final Outbox outbox;
  private final DeletionSettings settings;
  private final Clock clock;

  DeletionMarker(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RecordStore records,
      Outbox outbox,
      DeletionSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.records = records;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Refuses to believe that so many are gone.
   *
   * @param here how many were known
   * @param gone how many of them the source no longer has
   * @throws UnprovenException when they are too many
   */
  void checkPlausible(RunContext course, SourceResource list, long here, long gone) {
    if (gone > ALWAYS && gone > settings.maxShare() * here) {
      throw new UnprovenException(
          "%s told of %d %s where there were %d"
              .formatted(course.task().source().displayName(), here - gone, list.resource(), here));
    }
  }

  /**
   * @param ids at most 100; of those that are not known, nothing is said
   * @throws UnprovenException when with those of this run before, they are too many
   */
  void markDeleted(RunContext course, SourceResource list, List<String> ids) {
    var known = ids.isEmpty() ? ids : records.existing(course.task().owner(), list, ids);
    if (known.isEmpty()) {
      return;
    }
    var work = course.task();
    long before = course.deletedCount(list);
    long here = records.countPresent(work.owner(), list, IdRange.all(list)) + before;
    checkPlausible(course, list, here, before + known.size());
    transactions.executeWrite(
        _ -> {
          var place = runs.advance(work.run(), 1);
          records.markVanished(work.owner(), list, known);
          var now = clock.instant();
          var event =
              new RecordsVanished(work.envelope(place.sequence(), now), list.resource(), known);
          outbox.append(List.of(event), Traceparent.of(work.trace()));
          return place;
        });
    course.addDeleted(list, known.size());
  }
}
