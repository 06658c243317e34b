package io.syncledger.testkit.kafka;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records in order and returns when the broker has acknowledged them. */
public final class TestProducer<V> implements AutoCloseable {
  private final KafkaProducer<String, V> producer;

  private TestProducer(String bootstrapServers, Serializer<V> values) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new StringSerializer(),
            values);
  }

  /** A producer of records of any kind. */
  public static TestProducer<byte[]> ofBytes(String bootstrapServers) {
    return new TestProducer<>(bootstrapServers, new ByteArraySerializer());
  }

  /** Sends events to {@code sync.events}, each under its organization and service. */
  public static void sendEvents(String bootstrapServers, Collection<SyncEvent> events) {
    try (var producer = new TestProducer<>(bootstrapServers, Topics.EVENTS.value().serializer())) {
      producer.send(
          events.stream()
              .map(
                  event ->
                      new ProducerRecord<>(
                          Topics.EVENTS.name(), event.envelope().key().toString(), event))
              .toList());
    }
  }

  public void send(ProducerRecord<String, V> record) {
    send(List.of(record));
  }

  /** Sends the records and waits for all acknowledgements. */
  public void send(Collection<ProducerRecord<String, V>> records) {
    try {
      for (var sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker refused a record", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
