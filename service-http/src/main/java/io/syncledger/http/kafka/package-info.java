/** The Kafka settings that every service shares. */
@NullMarked
package io.syncledger.http.kafka;

import org.jspecify.annotations.NullMarked;
