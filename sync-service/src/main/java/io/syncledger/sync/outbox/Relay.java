package io.syncledger.sync.outbox;

import java.sql.SQLException;
import java.time.Clock;

/**
 * Brings the outbox to Kafka, batch after batch: claim, publish, mark. Whatever step it dies at,
 * {@link #recover} of the next one completes the batch in hand without publishing it twice. Only
 * ever one at a time: its connection holds the lock.
 */
final class Relay {
  private final OutboxTable table;
  private final EventPublisher publisher;
  private final Clock clock;

  Relay(OutboxTable table, EventPublisher publisher, Clock clock) {
    this.table = table;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Completes what a predecessor left half done. A claimed batch whose number is the last one in
   * Kafka did arrive; any other did not, for batches are published one after the other.
   *
   * @return how many events it brought to Kafka
   */
  int recover() throws InterruptedException, SQLException {
    long arrived = publisher.lastBatch();
    table.skipNumbersUpTo(arrived);
    int events = 0;
    for (var left = table.unfinished(); left.isPresent(); left = table.unfinished()) {
      if (left.get().number() != arrived) {
        publisher.publish(left.get());
        events += left.get().rows().size();
      }
      table.markPublished(left.get(), clock.instant());
    }
    return events;
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
    table.markPublished(batch.get(), clock.instant());
    return batch.get().rows().size();
  }
}
