package io.syncledger.streams;

import io.syncledger.events.SyncEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When an event happened. Never later than when it was written to the log: an emitter whose clock
 * runs ahead must not move stream time, and with it the retention, for everybody else.
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
