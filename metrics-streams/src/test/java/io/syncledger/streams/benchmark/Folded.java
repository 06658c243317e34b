package io.syncledger.streams.benchmark;

import io.syncledger.events.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the folds have come, by the positions that they have committed. */
final class Folded {
  /**
   * So much of the log was folded by then.
   *
   * @param at in nanoseconds
   * @param cpu that the folding process has used
   * @param brokerCpu that this process has used, the broker in it
   */
  record Sample(long at, Map<TopicPartition, Long> positions, Duration cpu, Duration brokerCpu) {
    long events() {
      return positions.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Admin admin;
  private final List<Sample> samples = new ArrayList<>();

  Folded(Admin admin) {
    this.admin = admin;
  }

  /** Looks once more. */
  Sample look(StreamsProcess streams) throws ExecutionException, InterruptedException {
    var positions = new HashMap<TopicPartition, Long>();
    admin
        .listConsumerGroupOffsets("metrics-streams")
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, offset) -> positions.put(partition, offset.offset()));
    positions.keySet().removeIf(partition -> !partition.topic().equals(Topics.EVENTS.name()));
    var sample =
        new Sample(
            System.nanoTime(),
            Map.copyOf(positions),
            streams.cpu(),
            ProcessHandle.current().info().totalCpuDuration().orElseThrow());
    samples.add(sample);
    return sample;
  }

  /** The last sample. */
  Sample last() {
    return samples.getLast();
  }

  /** The first sample with so many events. */
  Sample from(long events) {
    return samples.stream().filter(one -> one.events() >= events).findFirst().orElseThrow();
  }

  /** How many events the log holds. */
  long logged() throws ExecutionException, InterruptedException {
    var request = new HashMap<TopicPartition, OffsetSpec>();
    var name = Topics.EVENTS.name();
    for (var topic : admin.describeTopics(List.of(name)).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              one -> request.put(new TopicPartition(name, one.partition()), OffsetSpec.latest()));
    }
    return admin.listOffsets(request).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }
}
