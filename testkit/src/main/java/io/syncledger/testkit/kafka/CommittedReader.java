package io.syncledger.testkit.kafka;

import java.time.Duration;
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
 * Reads the committed records of a topic, each once. Waits for transactions that are open now,
 * because a producer learns of its commit before readers see it.
 */
public final class CommittedReader<V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ_WITHIN = Duration.ofMinutes(2);

  private final String topic;
  private final KafkaConsumer<String, V> committed;

  /** Sees the end of the log beyond open transactions. */
  private final KafkaConsumer<String, byte[]> uncommitted;

  private final Set<TopicPartition> partitions;

  public CommittedReader(String bootstrapServers, String topic, Deserializer<V> values) {
    this.topic = topic;
    committed = consumer(bootstrapServers, IsolationLevel.READ_COMMITTED, values);
    uncommitted =
        consumer(bootstrapServers, IsolationLevel.READ_UNCOMMITTED, new ByteArrayDeserializer());
    partitions =
        committed.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .collect(Collectors.toSet());
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    uncommitted.assign(partitions);
  }

  /**
   * Passes the records that were added since the last call, or since the beginning, to the reader,
   * in order within each partition, and returns their number.
   */
  public synchronized long readNew(Consumer<ConsumerRecord<String, V>> reader) {
    long count = 0;
    long deadline = System.nanoTime() + READ_WITHIN.toNanos();
    var ends = uncommitted.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(e -> committed.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("A transaction stays open in " + topic);
      }
      for (var record : committed.poll(POLL)) {
        reader.accept(record);
        count++;
      }
    }
    return count;
  }

  @Override
  public synchronized void close() {
    committed.close();
    uncommitted.close();
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
