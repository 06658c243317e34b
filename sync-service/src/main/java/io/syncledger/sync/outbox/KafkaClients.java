package io.syncledger.sync.outbox;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.events.wire.TopicSetup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Opens the outbox's Kafka clients, and holds the admin client that they share. */
@Singleton
final class KafkaClients {
  private static final int TIMEOUT_MS = 2_000;

  private final KafkaSettings settings;
  private final Tracer tracer;
  private final Admin admin;

  KafkaClients(KafkaSettings settings, OpenTelemetry telemetry) {
    this.settings = settings;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
    this.admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "sync-service-admin"));
  }

  /** Creates the topics that are missing and opens a publisher. */
  TransactionalPublisher openPublisher(String identity) throws InterruptedException {
    TopicSetup.ensureTopics(admin, settings.partitions(), settings.replicationFactor());
    return TransactionalPublisher.open(identity, settings, tracer);
  }

  HangingTransactions hangingTransactions(String identity) {
    return new HangingTransactions(identity, admin);
  }

  PublishedEventReader publishedEvents() {
    return new PublishedEventReader(settings);
  }

  /** Whether a broker responds within two seconds. */
  boolean isReachable() throws InterruptedException {
    try {
      admin.describeCluster().clusterId().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO); // would wait a minute for a broker that does not respond
  }
}
