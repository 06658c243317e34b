package io.syncledger.sync.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;

/**
 * Brings the outbox to Kafka, batch after batch: claim, publish, mark. Whatever step it dies at,
 * {@link #recover} of the next one finds out what arrived, and {@link #publishNextBatch} goes on
 * with the rest. Only ever one at a time: its connection holds the lock.
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
   * Makes the table say what the log says. What hangs in the log is to be published anew, and is
   * aborted only when the table says so: whoever is killed in between finds it hanging again. Of
   * what was claimed and not marked, the events that readers can see did arrive.
   *
   * @return how many events were hanging
   */
  int recover() throws InterruptedException, SQLException {
    int hung = 0;
    for (var transaction : hanging.find()) {
      var events = published.readFrom(transaction);
      table.release(events);
      hanging.abort(transaction);
      hung += events.size();
    }
    settleClaimedBatch();
    return hung;
  }

  private void settleClaimedBatch() throws SQLException {
    var claimed = table.findUnfinishedBatch();
    if (claimed.isPresent()) {
      var missing = new HashSet<>(claimed.get().eventIds());
      var arrived = published.findVisible(missing, claimed.get().claimedAt());
      missing.removeAll(arrived);
      table.markPublished(arrived, clock.instant());
      table.release(missing);
    }
  }

  /**
   * Publishes the next batch.
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
   * Whether something was published that readers cannot see, which a broker can bring about that is
   * killed and comes back; looked for now and then. Only between two steps.
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
