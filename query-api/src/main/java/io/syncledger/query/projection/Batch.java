package io.syncledger.query.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Consecutive records of some partitions.
 *
 * @param from the position of each partition before the batch
 * @param to the position of each partition after it; lies beyond the last record where a
 *     transaction marker follows
 */
record Batch(
    Map<TopicPartition, Long> from,
    Map<TopicPartition, Long> to,
    List<ConsumerRecord<String, byte[]>> records) {

  Batch {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
    records = List.copyOf(records);
  }

  List<PositionStore.PositionUpdate> positionUpdates(Instant now) {
    return to.entrySet().stream()
        .map(
            entry ->
                new PositionStore.PositionUpdate(
                    entry.getKey().topic(),
                    entry.getKey().partition(),
                    from.getOrDefault(entry.getKey(), 0L),
                    entry.getValue(),
                    latestTimestamp(entry.getKey()).orElse(null),
                    now))
        .toList();
  }

  private Optional<Instant> latestTimestamp(TopicPartition partition) {
    return records.stream()
        .filter(record -> partitionOf(record).equals(partition))
        .map(record -> Instant.ofEpochMilli(record.timestamp()))
        .max(Comparator.naturalOrder());
  }

  /** The same batch without its records: writing it only moves the positions. */
  Batch withoutRecords() {
    return new Batch(from, to, List.of());
  }

  /**
   * Splits the batch into two, to be written one after the other. The first ends right after its
   * last records; the second also covers the offsets after the last records.
   */
  List<Batch> split() {
    int middle = records.size() / 2;
    var first = new ArrayList<>(records.subList(0, middle));
    var between = new HashMap<TopicPartition, Long>();
    first.forEach(record -> between.put(partitionOf(record), record.offset() + 1));
    var after = new HashMap<>(from);
    after.putAll(between);
    return List.of(
        new Batch(from, between, first),
        new Batch(after, to, records.subList(middle, records.size())));
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
