package io.syncledger.query.projection;

import io.syncledger.http.kafka.KafkaSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Creates the Kafka clients of the read side. */
@Singleton
public final class KafkaClients {
  /**
   * The time that the broker may wait for more records: a database transaction costs about as much
   * for one event as for a hundred.
   */
  private static final int FETCH_WAIT_MS = 50;

  private static final int FETCH_MIN_BYTES = 256 * 1024;

  private final KafkaSettings settings;
  private final ProjectionSettings projection;

  KafkaClients(KafkaSettings settings, ProjectionSettings projection) {
    this.settings = settings;
    this.projection = projection;
  }

  /** A consumer of committed records; creates missing topics first. */
  Consumer<String, byte[]> openConsumer() throws InterruptedException {
    var admin = openAdmin();
    try {
      settings.createTopics(admin);
    } finally {
      admin.close(Duration.ZERO); // a silent broker would block a normal close for a minute
    }
    var properties = settings.connection();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, projection.group());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Positions come from the database; an offset that Kafka does not have is an error to be seen.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, projection.batch());
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_MIN_BYTES);
    properties.putAll(KafkaSettings.SHORT_SESSION);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** A new admin client; the caller closes it. */
  public Admin openAdmin() {
    return settings.admin(projection.group() + "-admin");
  }
}
