/** The Kafka broker as a child JVM. */
@NullMarked
package io.syncledger.standalone.broker;

import org.jspecify.annotations.NullMarked;
