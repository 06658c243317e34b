package io.syncledger.streams.benchmark;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.CommittedRecords;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads the topics of a broker as bytes. */
final class BenchmarkTopics implements AutoCloseable {
  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;

  BenchmarkTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static ProducerRecord<byte[], byte[]> record(SyncEvent event) {
    var headers = new RecordHeaders();
    var name = Topics.EVENTS.name();
    var body = Topics.EVENTS.value().serializer().serialize(name, headers, event);
    var key = event.envelope().key().toString().getBytes(StandardCharsets.UTF_8);
    long at = event.envelope().occurredAt().toEpochMilli();
    return new ProducerRecord<>(name, null, at, key, body, headers);
  }

  /** Appends the records and waits for all acknowledgements; returns the time in nanoseconds. */
  long append(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    long begin = System.nanoTime();
    var sent = records.stream().map(producer::send).toList();
    producer.flush();
    for (var one : sent) {
      one.get();
    }
    return System.nanoTime() - begin;
  }

  /** Reads all committed records of a topic, in the order of each partition. */
  long read(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
    return CommittedRecords.forEach(bootstrapServers, topic, new ByteArrayDeserializer(), each);
  }

  /** The last value of each key. */
  <V> Map<String, V> latest(Topic<V> topic) {
    var latest = new HashMap<String, byte[]>();
    read(topic.name(), record -> latest.put(record.key(), record.value()));
    return latest.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> topic.value().deserializer().deserialize(topic.name(), entry.getValue())));
  }

  @Override
  public void close() {
    producer.close();
  }
}
