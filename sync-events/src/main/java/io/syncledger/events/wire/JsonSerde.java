package io.syncledger.events.wire;

import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Serializes a folded state as the JSON value of a Kafka record. */
public record JsonSerde<T>(Class<T> type) implements Serde<T> {

  @Override
  public Serializer<T> serializer() {
    return (_, value) -> value == null ? null : EventJson.write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (_, json) -> {
      if (json == null) {
        return null;
      }
      try {
        return EventJson.read(json, type);
      } catch (UncheckedIOException | IllegalArgumentException e) {
        throw new SerializationException("Not the JSON of a " + type.getSimpleName(), e);
      }
    };
  }
}
