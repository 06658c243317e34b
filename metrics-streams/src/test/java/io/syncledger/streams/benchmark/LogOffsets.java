package io.syncledger.streams.benchmark;

import io.syncledger.events.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The end of the log and the progress of the folds and their readers. */
record LogOffsets(Admin admin) {
  /** The committed offset of the folds in each partition of the log. */
  Map<TopicPartition, Long> folded() throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets("metrics-streams")
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(Topics.EVENTS.name()))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** The end offset of each partition of the log. */
  Map<TopicPartition, Long> logged() throws ExecutionException, InterruptedException {
    return ends(Topics.EVENTS.name(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** The last stable offset of each partition of run states. */
  Map<TopicPartition, Long> readable() throws ExecutionException, InterruptedException {
    return ends(Topics.RUNS.name(), IsolationLevel.READ_COMMITTED);
  }

  private Map<TopicPartition, Long> ends(String name, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    var request = new HashMap<TopicPartition, OffsetSpec>();
    for (var topic : admin.describeTopics(List.of(name)).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              one -> request.put(new TopicPartition(name, one.partition()), OffsetSpec.latest()));
    }
    return admin
        .listOffsets(request, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  static long sum(Map<TopicPartition, Long> positions) {
    return positions.values().stream().mapToLong(Long::longValue).sum();
  }
}
