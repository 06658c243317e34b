package io.syncledger.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.kafka.KafkaSettings;
import jakarta.inject.Singleton;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Translates the settings into the properties of Kafka Streams. */
@Singleton
final class StreamsConfiguration {
  private final StreamsSettings settings;
  private final KafkaSettings kafka;
  private final MeterRegistry registry;

  StreamsConfiguration(StreamsSettings settings, KafkaSettings kafka, MeterRegistry registry) {
    this.settings = settings;
    this.kafka = kafka;
    this.registry = registry;
  }

  Properties properties() {
    var properties = new Properties();
    properties.putAll(kafka.connection());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsSettings.APPLICATION_ID);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.cacheBytes());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replicationFactor());
    addProducer(properties);
    addConsumer(properties);
    addDeadLetters(properties);
    return properties;
  }

  private static void addProducer(Properties properties) {
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // Every commit flushes, so lingering delays no commit; it only fills the batches until then.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 * 1024);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
    KafkaSettings.SINGLE_IN_FLIGHT.forEach(
        (name, value) -> properties.put(StreamsConfig.producerPrefix(name), value));
  }

  private static void addConsumer(Properties properties) {
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    KafkaSettings.SHORT_SESSION.forEach(
        (name, value) -> properties.put(StreamsConfig.consumerPrefix(name), value));
  }

  private void addDeadLetters(Properties properties) {
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.put(DeadLetterHandler.REGISTRY, registry);
  }
}
