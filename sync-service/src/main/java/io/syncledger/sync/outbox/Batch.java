package io.syncledger.sync.outbox;

import java.util.List;

/**
 * Rows of the outbox that reach Kafka together or not at all.
 *
 * @param number greater than that of every batch before
 * @param rows in the order in which they must be published
 */
record Batch(long number, List<OutboxRow> rows) {

  Batch {
    rows = List.copyOf(rows);
  }
}
