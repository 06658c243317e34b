package io.syncledger.streams;

import io.syncledger.events.SyncEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes the time at which an event happened, but never later than its record was written: an
 * emitter whose clock runs ahead must not advance stream time, and with it the retention, for all
 * others.
 */
final class EventTimeExtractor implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long written = Math.max(0, record.timestamp());
    return record.value() instanceof SyncEvent event
        ? Math.clamp(event.envelope().occurredAt().toEpochMilli(), 0, written)
        : written;
  }
}
