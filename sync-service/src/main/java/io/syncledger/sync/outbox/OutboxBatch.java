package io.syncledger.sync.outbox;

import java.time.Instant;
import java.util.List;

/**
 * Rows of the outbox that are published in one Kafka transaction.
 *
 * @param claimedAt the time of the claim by the database's clock, in whole milliseconds; the
 *     timestamp of the Kafka records
 * @param rows in the order of publication
 */
record OutboxBatch(Instant claimedAt, List<OutboxRow> rows) {

  OutboxBatch {
    rows = List.copyOf(rows);
  }

  List<String> eventIds() {
    return rows.stream().map(OutboxRow::eventId).toList();
  }
}
