/** How every service connects to Kafka. */
@NullMarked
package io.syncledger.http.kafka;

import org.jspecify.annotations.NullMarked;
