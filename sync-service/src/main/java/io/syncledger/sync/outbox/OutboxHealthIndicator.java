package io.syncledger.sync.outbox;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.syncledger.events.WireName;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Ready when events are published: by the relay here or in another instance, and Kafka responds.
 */
@Singleton
@Readiness
final class OutboxHealthIndicator extends AbstractHealthIndicator<Map<String, Object>> {
  private final OutboxRelay relay;
  private final RelayKafkaClients kafka;

  OutboxHealthIndicator(OutboxRelay relay, RelayKafkaClients kafka) {
    this.relay = relay;
    this.kafka = kafka;
  }

  @Override
  protected String getName() {
    return "sync-outbox";
  }

  @Override
  protected Map<String, Object> getHealthInformation() {
    var state = relay.state();
    boolean kafkaReachable = isKafkaReachable();
    healthStatus =
        switch (state) {
          case ACTIVE, STANDBY -> kafkaReachable ? HealthStatus.UP : HealthStatus.DOWN;
          case STARTING, FAILING -> HealthStatus.DOWN;
        };
    return Map.of("relay", WireName.of(state), "kafka_answers", kafkaReachable);
  }

  private boolean isKafkaReachable() {
    try {
      return kafka.isReachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
