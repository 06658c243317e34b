package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.IdRange;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.outbox.Traceparent;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.run.lease.Runs;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;

/** Marks records that the source no longer has, and says so; not if they are too many. */
@Singleton
final class Vanishing {
  /** So many may vanish, whatever share of all they are. */
  private static final long ALWAYS = 10;

  private final TransactionOperations<Connection> transactions;
  private final Runs runs;
  private final Records records;
  private final Outbox outbox;
  private final VanishSettings settings;
  private final Clock clock;

  Vanishing(
      @Named("sync") TransactionOperations<Connection> transactions,
      Runs runs,
      Records records,
      Outbox outbox,
      VanishSettings settings,
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
  void check(ClinikoResource list, long here, long gone) {
    if (gone > ALWAYS && gone > settings.maxShare() * here) {
      throw new UnprovenException(
          "Cliniko told of %d %s where there were %d"
              .formatted(here - gone, list.resource(), here));
    }
  }

  /**
   * @param ids at most 100; of those that are not known, nothing is said
   * @throws UnprovenException when with those of this run before, they are too many
   */
  void vanish(Course course, ClinikoResource list, List<String> ids) {
    var known = ids.isEmpty() ? ids : records.known(course.work().owner(), list, ids);
    if (known.isEmpty()) {
      return;
    }
    var work = course.work();
    long before = course.vanished(list);
    long here = records.countKnown(work.owner(), list, IdRange.ALL) + before;
    check(list, here, before + known.size());
    transactions.executeWrite(
        _ -> {
          var place = runs.advance(work.run(), 1);
          records.vanish(work.owner(), list, known);
          var now = clock.instant();
          var event =
              new RecordsVanished(work.envelope(place.sequence(), now), list.resource(), known);
          outbox.append(List.of(event), Traceparent.of(work.trace()));
          return place;
        });
    course.vanish(list, known.size());
  }
}
