/**
 * The language on the wire: JSON, CloudEvents and topics. The only package of this module that
 * knows Jackson and Kafka.
 */
@NullMarked
package io.syncledger.events.wire;

import org.jspecify.annotations.NullMarked;
