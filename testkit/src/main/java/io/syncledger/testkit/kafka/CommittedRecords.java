package io.syncledger.testkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the committed records of a topic. Waits for transactions that are open now, because a
 * producer learns of its commit before readers see it.
 */
public final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ_WITHIN = Duration.ofMinutes(2);

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
    long count = 0;
    long deadline = System.nanoTime() + READ_WITHIN.toNanos();
    try (var consumer = consumer(bootstrapServers, IsolationLevel.READ_COMMITTED, values)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .collect(Collectors.toSet());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = ends(bootstrapServers, partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("A transaction stays open in " + topic);
        }
        for (var record : consumer.poll(POLL)) {
          reader.accept(record);
          count++;
        }
      }
    }
    return count;
  }

  /** The end offsets of the partitions, including open transactions. */
  private static Map<TopicPartition, Long> ends(
      String bootstrapServers, Set<TopicPartition> partitions) {
    try (var consumer =
        consumer(bootstrapServers, IsolationLevel.READ_UNCOMMITTED, new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }

  private static <V> KafkaConsumer<String, V> consumer(
      String bootstrapServers, IsolationLevel isolation, Deserializer<V> values) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation.toString(),
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest"),
        new StringDeserializer(),
        values);
  }
}
