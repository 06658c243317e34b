package io.syncledger.testkit.kafka;

import io.syncledger.events.wire.TopicSetup;
import io.syncledger.testkit.server.DockerEngine;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real broker for tests. Tests that share one use their own organization ids and group ids; a
 * test that stops the broker or counts whole topics starts its own.
 */
public final class TestKafka implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final String IMAGE = "apache/kafka:4.3.1";

  private final String bootstrapServers;
  private final Runnable stop;

  private TestKafka(String bootstrapServers, Runnable stop) {
    this.bootstrapServers = bootstrapServers;
    this.stop = stop;
  }

  /** Starts a separate broker without topics; the caller closes it. */
  public static TestKafka start() {
    return DockerEngine.available() ? inContainer() : embedded();
  }

  /**
   * The broker shared by this JVM, with every topic of the product; it stops when the JVM exits.
   */
  public static TestKafka shared() {
    return Shared.KAFKA;
  }

  /** The value for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates the product's topics and waits until they accept records. */
  public TestKafka createTopics() {
    try (Admin admin = admin()) {
      TopicSetup.ensureTopics(admin, PARTITIONS, (short) 1);
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while topics were created", e);
    }
  }

  /** Creates an admin client; the caller closes it. */
  public Admin admin() {
    return Admin.create(
        Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  @Override
  public void close() {
    stop.run();
  }

  private static TestKafka embedded() {
    EmbeddedKafka broker = EmbeddedKafka.start();
    return new TestKafka(broker.bootstrapServers(), broker::close);
  }

  @SuppressWarnings("resource") // closed by close()
  private static TestKafka inContainer() {
    KafkaContainer container =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    return new TestKafka(container.getBootstrapServers(), container::stop);
  }

  private static final class Shared {
    static final TestKafka KAFKA = start().createTopics();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close, "shared-kafka-closer"));
    }
  }
}
