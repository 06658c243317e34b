package io.syncledger.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  private final KafkaSettings settings = new KafkaSettings("127.0.0.1:1", 4, (short) 1);

  @Test
  void an_idempotent_producer_waits_no_longer_than_configured() {
    var properties =
        settings.idempotentProducer("test", Duration.ofSeconds(5), Duration.ofSeconds(10));

    assertThat(properties)
        .containsEntry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1")
        .containsEntry(ProducerConfig.CLIENT_ID_CONFIG, "test")
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L)
        .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000)
        .containsEntry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    assertThat(accepted(properties)).isNotNull();
  }

  @Test
  void a_transactional_producer_has_one_request_in_flight() {
    var properties = settings.transactionalProducer("test-relay", Duration.ofSeconds(20));

    assertThat(properties)
        .containsEntry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test-relay")
        .containsEntry(ProducerConfig.CLIENT_ID_CONFIG, "test-relay")
        .containsAllEntriesOf(KafkaSettings.SINGLE_IN_FLIGHT);
    assertThat(accepted(properties)).isNotNull();
  }

  /** Kafka rejects properties that are unknown or contradict each other. */
  private static ProducerConfig accepted(Map<String, Object> properties) {
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    return new ProducerConfig(properties);
  }
}
