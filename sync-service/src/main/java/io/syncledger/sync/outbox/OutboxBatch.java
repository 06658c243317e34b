package io.syncledger.sync.outbox;

import java.time.Instant;
import java.util.List;

/**
 * Rows of the outbox that reach Kafka together or not at all.
 *
 * @param claimedAt by the database's clock, to the millisecond; the timestamp of their records
 * @param rows in the order in which they must be published
 */
record OutboxBatch(Instant claimedAt, List<OutboxRow> rows) {

  OutboxBatch {
    rows = List.copyOf(rows);
  }

  List<String> eventIds() {
    return rows.stream().map(OutboxRow::eventId).toList();
  }
}
