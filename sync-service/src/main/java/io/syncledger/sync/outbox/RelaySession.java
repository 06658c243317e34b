package io.syncledger.sync.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;

/**
 * The life of a batch of events: claimed in the outbox, published in one Kafka transaction, marked
 * as published. Wherever a session dies, {@link #recover} of the next one finds out which events
 * arrived. There is one session at a time, because its connection holds the lock.
 */
final class RelaySession {
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);

  private final OutboxTable table;
  private final TransactionalPublisher publisher;
  private final HangingTransactions hanging;
  private final PublishedEventReader published;
  private final Clock clock;
  private Instant nextCheck;

  RelaySession(
      OutboxTable table,
      TransactionalPublisher publisher,
      HangingTransactions hanging,
      PublishedEventReader published,
      Clock clock) {
    this.table = table;
    this.publisher = publisher;
    this.hanging = hanging;
    this.published = published;
    this.clock = clock;
    this.nextCheck = clock.instant().plus(CHECK_INTERVAL);
  }

  /**
   * Brings the table in line with the log. Events of a hanging transaction are released first and
   * the transaction is aborted afterwards, so that a session which dies in between finds it again.
   * Of a batch that was claimed and not marked, the events that readers see have arrived.
   *
   * @return how many events were in hanging transactions
   */
  int recover() throws InterruptedException, SQLException {
    int hangingEvents = 0;
    for (var transaction : hanging.find()) {
      var events = published.readFrom(transaction);
      table.release(events);
      hanging.abort(transaction);
      hangingEvents += events.size();
    }
    recoverUnfinishedBatch();
    return hangingEvents;
  }

  private void recoverUnfinishedBatch() throws SQLException {
    var unfinished = table.findUnfinishedBatch();
    if (unfinished.isPresent()) {
      var missing = new HashSet<>(unfinished.get().eventIds());
      var arrived = published.findVisible(missing, unfinished.get().claimedAt());
      missing.removeAll(arrived);
      table.markPublished(arrived, clock.instant());
      table.release(missing);
    }
  }

  /**
   * Claims, publishes and marks the next batch.
   *
   * @return how many events it held; 0 when there was nothing to publish
   */
  int publishNextBatch() throws SQLException {
    var batch = table.claimBatch();
    if (batch.isEmpty()) {
      return 0;
    }
    publisher.publish(batch.get());
    table.markPublished(batch.get().eventIds(), clock.instant());
    return batch.get().rows().size();
  }

  /**
   * Whether Kafka keeps a transaction open that was committed, so that readers do not see it: a
   * broker that is killed and restarted can leave one. Asks Kafka only every 30 s. Must be called
   * between two batches.
   */
  boolean hasHangingTransaction() throws InterruptedException {
    var now = clock.instant();
    if (now.isBefore(nextCheck)) {
      return false;
    }
    nextCheck = now.plus(CHECK_INTERVAL);
    return !hanging.find().isEmpty();
  }
}
