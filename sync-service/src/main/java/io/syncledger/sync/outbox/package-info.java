/**
 * The transactional outbox, through which all events leave this service: they are appended in the
 * transaction whose changes they report, and one relay publishes each of them to Kafka exactly once
 * (docs/adr/0004-exactly-once-outbox.md).
 */
@NullMarked
package io.syncledger.sync.outbox;

import org.jspecify.annotations.NullMarked;
