package io.syncledger.sync.outbox;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.http.kafka.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Opens the relay's Kafka clients, and holds the admin client that they share. */
@Singleton
final class RelayKafkaClients {
  private final KafkaSettings settings;
  private final Tracer tracer;
  private final Admin admin;

  RelayKafkaClients(KafkaSettings settings, OpenTelemetry telemetry) {
    this.settings = settings;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
    this.admin = settings.admin("sync-service-admin");
  }

  /** Creates the topics that are missing and opens a publisher. */
  TransactionalPublisher openPublisher(String transactionalId) throws InterruptedException {
    settings.createTopics(admin);
    return TransactionalPublisher.open(transactionalId, settings, tracer);
  }

  HangingTransactions hangingTransactions(String transactionalId) {
    return new HangingTransactions(transactionalId, admin);
  }

  PublishedEventReader publishedEvents() {
    return new PublishedEventReader(settings);
  }

  /** Whether a broker responds within two seconds. */
  boolean isReachable() throws InterruptedException {
    return KafkaSettings.isReachable(admin);
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ZERO); // would wait a minute for a broker that does not respond
  }
}
