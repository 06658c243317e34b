/**
 * The model on the wire: JSON, CloudEvents and topics. The only package of this module that depends
 * on Jackson and Kafka.
 */
@NullMarked
package io.syncledger.events.wire;

import org.jspecify.annotations.NullMarked;
