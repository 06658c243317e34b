package io.syncledger.query.watermark;

import io.syncledger.events.wire.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Reads the end offsets of topics and the committed offsets of consumer groups. */
final class KafkaOffsets {
  private static final int TIMEOUT_SECONDS = 5;

  private KafkaOffsets() {}

  /** The end of the committed records in each partition of the topics. */
  static Map<TopicPartition, Long> endOffsets(Admin admin, Collection<? extends Topic<?>> topics)
      throws InterruptedException {
    var names = topics.stream().map(Topic::name).toList();
    Map<TopicPartition, OffsetSpec> latest =
        await(admin.describeTopics(names).allTopicNames()).values().stream()
            .flatMap(
                topic ->
                    IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    var ends = new HashMap<TopicPartition, Long>();
    await(admin.listOffsets(latest, committed).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** The committed offsets of a group; none for an unknown group. */
  static Map<TopicPartition, Long> committedOffsets(Admin admin, String group)
      throws InterruptedException {
    var committed = new HashMap<TopicPartition, Long>();
    await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    return committed;
  }

  /** Whether every position is at or beyond its end; an empty partition has nothing to read. */
  static boolean isReached(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    return lag(positions, ends) == 0;
  }

  /** The number of records between the positions and the ends. */
  static long lag(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka did not return the offsets", e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka did not respond in time", e);
    }
  }
}
