package io.syncledger.http.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.syncledger.events.wire.TopicSetup;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Kafka's address, the settings of new topics, and the client settings that all services share.
 * Every method returns a new map, so that the caller can add to it.
 *
 * @param bootstrapServers {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param partitions of new topics ({@code SYNCLEDGER_TOPIC_PARTITIONS})
 * @param replicationFactor of new topics ({@code SYNCLEDGER_TOPIC_REPLICATION})
 */
@ConfigurationProperties("syncledger.kafka")
public record KafkaSettings(
    @NotBlank String bootstrapServers,
    @Min(1) @Bindable(defaultValue = "4") int partitions,
    @Min(1) @Bindable(defaultValue = "1") short replicationFactor) {

  /**
   * One request in flight. With more, Kafka 4.3 can refuse the first batch of a new partition and
   * then reject the second as out of sequence until {@code delivery.timeout.ms} has passed; a
   * transaction hangs for as long.
   */
  public static final Map<String, Object> SINGLE_IN_FLIGHT =
      Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);

  private static final int SESSION_TIMEOUT_MS = 6_000;

  /**
   * The partitions of a killed instance stay idle for this long; brokers allow no shorter session
   * by default.
   */
  public static final Map<String, Object> SHORT_SESSION =
      Map.of(
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          SESSION_TIMEOUT_MS,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          SESSION_TIMEOUT_MS / 3);

  private static final int REACHABLE_WITHIN_MS = 2_000;

  /** The address alone; a consumer adds the settings that it needs. */
  public Map<String, Object> connection() {
    var settings = new HashMap<String, Object>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  /** A new admin client; the caller closes it. */
  public Admin admin(String clientId) {
    return Admin.create(client(clientId));
  }

  /**
   * Settings of an idempotent producer that sends at once: a batch that is sent again after a lost
   * acknowledgement is written once.
   *
   * @param maxBlock longest wait for a connection or room in the send buffer
   * @param deliveryTimeout longest wait from there to the acknowledgement of all in-sync replicas
   */
  public Map<String, Object> idempotentProducer(
      String clientId, Duration maxBlock, Duration deliveryTimeout) {
    int timeout = Math.toIntExact(deliveryTimeout.toMillis());
    var settings = producer(clientId, maxBlock);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    return settings;
  }

  /** Settings of a transactional producer that sends at once. */
  public Map<String, Object> transactionalProducer(String transactionalId, Duration maxBlock) {
    var settings = producer(transactionalId, maxBlock);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.putAll(SINGLE_IN_FLIGHT);
    return settings;
  }

  private Map<String, Object> producer(String clientId, Duration maxBlock) {
    var settings = client(clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlock.toMillis());
    return settings;
  }

  private Map<String, Object> client(String clientId) {
    var settings = connection();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return settings;
  }

  /**
   * Creates the topics that are missing and returns when every partition has a leader.
   *
   * @throws KafkaException when Kafka is not reachable
   */
  public void createTopics(Admin admin) throws InterruptedException {
    TopicSetup.ensureTopics(admin, partitions, replicationFactor);
  }

  /** Whether a broker responds within two seconds. */
  public static boolean isReachable(Admin admin) throws InterruptedException {
    var options = new DescribeClusterOptions().timeoutMs(REACHABLE_WITHIN_MS);
    try {
      admin.describeCluster(options).clusterId().get(REACHABLE_WITHIN_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
  }
}
