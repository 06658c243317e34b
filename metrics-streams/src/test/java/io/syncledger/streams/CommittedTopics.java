package io.syncledger.streams;

import io.syncledger.events.wire.Topic;
import io.syncledger.testkit.kafka.CommittedRecords;
import io.syncledger.testkit.kafka.TestKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the committed records of a broker's topics. */
record CommittedTopics(TestKafka kafka) {
  /** All records so far, in the order of each partition. */
  <V> List<ConsumerRecord<String, V>> records(Topic<V> topic) {
    return CommittedRecords.of(
        kafka.bootstrapServers(), topic.name(), topic.value().deserializer());
  }

  /** The last value of each key. */
  <V> Map<String, V> latest(Topic<V> topic) {
    var latest = new HashMap<String, V>();
    records(topic).forEach(record -> latest.put(record.key(), record.value()));
    return latest;
  }
}
