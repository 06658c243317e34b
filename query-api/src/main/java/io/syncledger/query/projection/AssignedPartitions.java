package io.syncledger.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The partitions that are ours at the moment, and up to where each has been written. */
final class AssignedPartitions implements ConsumerRebalanceListener {
  private final Consumer<?, ?> consumer;
  private final BatchWriter writer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private boolean known;

  AssignedPartitions(Consumer<?, ?> consumer, BatchWriter writer) {
    this.consumer = consumer;
    this.writer = writer;
  }

  /** Whether the partitions have been shared out; none of them may be ours. */
  boolean isAssigned() {
    return known;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    var stored = writer.startingPositions(partitions);
    positions.putAll(stored);
    stored.forEach(consumer::seek);
    known = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    positions.keySet().removeAll(List.copyOf(partitions));
  }

  /** What was just read, up to where the consumer has come; empty when it has not moved. */
  Batch toBatch(ConsumerRecords<String, byte[]> records) {
    var from = new HashMap<TopicPartition, Long>();
    var to = new HashMap<TopicPartition, Long>();
    positions.forEach(
        (partition, position) -> {
          long next = consumer.position(partition);
          if (next != position) {
            from.put(partition, position);
            to.put(partition, next);
          }
        });
    var read = new ArrayList<ConsumerRecord<String, byte[]>>(records.count());
    records.forEach(read::add);
    return new Batch(from, to, read);
  }

  void markWritten(Batch batch) {
    positions.putAll(batch.to());
  }
}
