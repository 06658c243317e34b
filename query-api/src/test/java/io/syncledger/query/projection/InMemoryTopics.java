package io.syncledger.query.projection;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.LogFold;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.EventTypes;
import io.syncledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An event log and everything folded from it, by topic and partition, as Kafka would store it. */
final class InMemoryTopics {
  private static final int PARTITIONS = 3;

  private final Map<String, List<ConsumerRecord<String, byte[]>>> partitions = new TreeMap<>();

  InMemoryTopics(List<SyncEvent> log) {
    var fold = new LogFold();
    for (var event : log) {
      var key = event.envelope().key().toString();
      var record = append(Topics.EVENTS.name(), key, EventJson.write(event));
      var type = EventTypes.nameOf(event).getBytes(StandardCharsets.UTF_8);
      record.headers().add("ce_type", type);
      fold.apply(event)
          .forEach(output -> append(output.topic().name(), output.key(), output.json()));
    }
  }

  private ConsumerRecord<String, byte[]> append(String topic, String key, byte[] value) {
    int partition = Math.floorMod(key.hashCode(), PARTITIONS);
    var records =
        partitions.computeIfAbsent(
            new TopicPartition(topic, partition).toString(), _ -> new ArrayList<>());
    var record = new ConsumerRecord<>(topic, partition, records.size(), key, value);
    records.add(record);
    return record;
  }

  /** All records, in an order that keeps that of each partition. */
  List<ConsumerRecord<String, byte[]>> interleaved(Random random) {
    var left = new ArrayList<List<ConsumerRecord<String, byte[]>>>();
    partitions.values().forEach(records -> left.add(new ArrayList<>(records)));
    var all = new ArrayList<ConsumerRecord<String, byte[]>>();
    while (!left.isEmpty()) {
      var partition = left.get(random.nextInt(left.size()));
      all.add(partition.removeFirst());
      left.removeIf(List::isEmpty);
    }
    return all;
  }
}
