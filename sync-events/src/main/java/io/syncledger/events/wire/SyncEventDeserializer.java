package io.syncledger.events.wire;

import io.syncledger.events.InvalidEventException;
import io.syncledger.events.SyncEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from CloudEvents in Kafka's binary mode. Throws {@link SerializationException} for
 * anything but a published event, so that a topology can send the record to the dead-letter topic.
 */
public final class SyncEventDeserializer implements Deserializer<SyncEvent> {
  private static final String TYPE = "ce_type";

  @Override
  public SyncEvent deserialize(String topic, byte[] data) {
    throw new UnsupportedOperationException("An event's type is in the record's headers");
  }

  @Override
  public SyncEvent deserialize(String topic, Headers headers, byte @Nullable [] data) {
    var type = headers.lastHeader(TYPE);
    if (type == null || data == null) {
      throw new SerializationException("Not an event: no " + (data == null ? "body" : TYPE));
    }
    try {
      return EventJson.readEvent(new String(type.value(), StandardCharsets.UTF_8), data);
    } catch (InvalidEventException e) {
      throw new SerializationException("Not an event: " + e.getMessage(), e);
    }
  }
}
