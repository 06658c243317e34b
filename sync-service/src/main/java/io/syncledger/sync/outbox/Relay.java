package io.syncledger.sync.outbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;

/**
 * Brings the outbox to Kafka, batch after batch: claim, publish, mark. Whatever step it dies at,
 * {@link #recover} of the next one finds out what arrived, and {@link #step} goes on with the rest.
 * Only ever one at a time: its connection holds the lock.
 */
final class Relay {
  private static final Duration LOOK_AFTER = Duration.ofSeconds(30);

  private final OutboxTable table;
  private final EventPublisher publisher;
  private final HangingTransactions hanging;
  private final PublishedEvents published;
  private final Clock clock;
  private Instant lookAgain;

  Relay(
      OutboxTable table,
      EventPublisher publisher,
      HangingTransactions hanging,
      PublishedEvents published,
      Clock clock) {
    this.table = table;
    this.publisher = publisher;
    this.hanging = hanging;
    this.published = published;
    this.clock = clock;
    this.lookAgain = clock.instant().plus(LOOK_AFTER);
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
      var events = published.from(transaction);
      table.release(events);
      hanging.abort(transaction);
      hung += events.size();
    }
    settle();
    return hung;
  }

  private void settle() throws SQLException {
    var claimed = table.claimed();
    if (claimed.isPresent()) {
      var missing = new HashSet<>(claimed.get().eventIds());
      var arrived = published.visible(missing, claimed.get().claimedAt());
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
  int step() throws SQLException {
    var batch = table.claim();
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
  boolean hangs() throws InterruptedException {
    var now = clock.instant();
    if (now.isBefore(lookAgain)) {
      return false;
    }
    lookAgain = now.plus(LOOK_AFTER);
    return !hanging.find().isEmpty();
  }
}
