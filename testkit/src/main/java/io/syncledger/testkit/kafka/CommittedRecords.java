package io.syncledger.testkit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the committed records of a topic from its beginning: {@link CommittedReader}, once. */
public final class CommittedRecords {
  private CommittedRecords() {}

  /** All records so far, as bytes. */
  public static List<ConsumerRecord<String, byte[]>> of(String bootstrapServers, String topic) {
    return of(bootstrapServers, topic, new ByteArrayDeserializer());
  }

  /** All records so far, in order within each partition. */
  public static <V> List<ConsumerRecord<String, V>> of(
      String bootstrapServers, String topic, Deserializer<V> values) {
    var records = new ArrayList<ConsumerRecord<String, V>>();
    forEach(bootstrapServers, topic, values, records::add);
    return records;
  }

  /**
   * Passes all records so far to the reader, in order within each partition, and returns their
   * number.
   */
  public static <V> long forEach(
      String bootstrapServers,
      String topic,
      Deserializer<V> values,
      Consumer<ConsumerRecord<String, V>> reader) {
    try (var records = new CommittedReader<>(bootstrapServers, topic, values)) {
      return records.readNew(reader);
    }
  }
}
