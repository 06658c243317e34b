/** The way into Kafka: opened when Kafka answers, bounded in time, and honest about failure. */
@NullMarked
package io.syncledger.ingest.log;

import org.jspecify.annotations.NullMarked;
