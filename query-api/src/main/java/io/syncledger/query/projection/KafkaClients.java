package io.syncledger.query.projection;

import io.syncledger.events.wire.TopicSetup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Opens what reads from Kafka. */
@Singleton
public final class KafkaClients {
  /** So long the partitions of an instance that was killed lie idle; a broker allows no less. */
  private static final int SESSION_TIMEOUT_MS = 6_000;

  /**
   * So long the broker may wait for more: a transaction of the database costs about as much for one
   * event as for a hundred.
   */
  private static final int FETCH_WAIT_MS = 50;

  private static final int FETCH_MIN_BYTES = 256 * 1024;

  private final KafkaSettings settings;
  private final ProjectionSettings projection;

  KafkaClients(KafkaSettings settings, ProjectionSettings projection) {
    this.settings = settings;
    this.projection = projection;
  }

  /** A consumer of committed records, after making sure that the topics are there. */
  Consumer<String, byte[]> openConsumer() throws InterruptedException {
    var admin = openAdmin();
    try {
      TopicSetup.ensureTopics(admin, settings.partitions(), settings.replicationFactor());
    } finally {
      admin.close(Duration.ZERO); // a silent broker would keep it waiting for a minute
    }
    return new KafkaConsumer<>(
        consumerConfig(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** A new admin client; the caller closes it. */
  public Admin openAdmin() {
    return Admin.create(
        Map.<String, Object>of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            AdminClientConfig.CLIENT_ID_CONFIG,
            projection.group() + "-admin"));
  }

  private Map<String, Object> consumerConfig() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        settings.bootstrapServers(),
        ConsumerConfig.GROUP_ID_CONFIG,
        projection.group(),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        // Where to read on stands in the database; anything else is an error to be seen.
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "none",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        projection.batch(),
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        FETCH_WAIT_MS,
        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
        FETCH_MIN_BYTES,
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        SESSION_TIMEOUT_MS,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        SESSION_TIMEOUT_MS / 3);
  }
}
