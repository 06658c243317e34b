package io.syncledger.ingest.log;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.syncledger.events.wire.TopicSetup;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** This service's connections to Kafka. */
record KafkaClients(Producer<String, CloudEvent> producer, Admin admin) implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final String CLIENT = "ingest-service";

  /**
   * Returns when Kafka answers and every topic takes records.
   *
   * @throws KafkaException when it does not
   */
  static KafkaClients connect(KafkaSettings kafka, LogSettings settings)
      throws InterruptedException {
    var admin =
        Admin.create(
            Map.<String, Object>of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                CommonClientConfigs.CLIENT_ID_CONFIG,
                CLIENT));
    try {
      TopicSetup.ensureTopics(admin, kafka.partitions(), kafka.replicationFactor());
      return new KafkaClients(producer(kafka, settings), admin);
    } catch (KafkaException | InterruptedException e) {
      admin.close(CLOSE_WITHIN);
      throw e;
    }
  }

  /** Idempotent: a batch that is sent again after a lost acknowledgement is written once. */
  private static Producer<String, CloudEvent> producer(KafkaSettings kafka, LogSettings settings) {
    int deliveryTimeout = Math.toIntExact(settings.deliveryTimeout().toMillis());
    Map<String, Object> properties =
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            CommonClientConfigs.CLIENT_ID_CONFIG,
            CLIENT,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            settings.maxBlock().toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            deliveryTimeout,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            deliveryTimeout / 2);
    return new KafkaProducer<>(properties, new StringSerializer(), new CloudEventSerializer());
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
    admin.close(CLOSE_WITHIN);
  }
}
