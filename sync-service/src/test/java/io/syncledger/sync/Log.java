package io.syncledger.sync;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.SyncEventDeserializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** The log of record, as a reader of committed events sees it. */
public final class Log {
  private static final SyncEventDeserializer DESERIALIZER = new SyncEventDeserializer();

  private Log() {}

  /** All records of an organisation up to now, in the order of the log. */
  public static List<ConsumerRecord<String, byte[]>> records(OrganizationId organization) {
    return records(TestKafka.shared().bootstrapServers(), organization);
  }

  private static List<ConsumerRecord<String, byte[]>> records(
      String bootstrapServers, OrganizationId organization) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var consumer = consumer(bootstrapServers)) {
      var partitions =
          IntStream.range(0, consumer.partitionsFor(Topics.EVENTS.name()).size())
              .mapToObj(partition -> new TopicPartition(Topics.EVENTS.name(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    records.removeIf(record -> !record.key().startsWith(organization + "/"));
    return records;
  }

  /** The events of an organisation. */
  public static List<SyncEvent> events(OrganizationId organization) {
    return events(TestKafka.shared().bootstrapServers(), organization);
  }

  /** The events of an organisation in a broker of the test's own. */
  public static List<SyncEvent> events(String bootstrapServers, OrganizationId organization) {
    return records(bootstrapServers, organization).stream()
        .map(record -> DESERIALIZER.deserialize(record.topic(), record.headers(), record.value()))
        .toList();
  }

  /** The state that a run's events add up to. */
  public static RunState fold(List<SyncEvent> events) {
    @Nullable RunState state = null;
    for (var event : events) {
      state = RunState.apply(state, event);
    }
    if (state == null) {
      throw new AssertionError("No events");
    }
    return state;
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            IsolationLevel.READ_COMMITTED.toString()),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
