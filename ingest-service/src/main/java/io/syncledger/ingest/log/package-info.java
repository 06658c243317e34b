/** Appends events to the log of record in Kafka, within bounded time. */
@NullMarked
package io.syncledger.ingest.log;

import org.jspecify.annotations.NullMarked;
