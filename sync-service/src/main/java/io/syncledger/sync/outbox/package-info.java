/**
 * The only way out of this service: events are appended in the transaction whose work they tell,
 * and one relay brings them to Kafka, each exactly once (docs/adr/0004-exactly-once-outbox.md).
 */
@NullMarked
package io.syncledger.sync.outbox;

import org.jspecify.annotations.NullMarked;
