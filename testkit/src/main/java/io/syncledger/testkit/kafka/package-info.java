/**
 * A real Kafka broker for tests: a container where Docker is available, else a KRaft node in this
 * JVM.
 */
@NullMarked
package io.syncledger.testkit.kafka;

import org.jspecify.annotations.NullMarked;
