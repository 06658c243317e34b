package io.syncledger.ingest.log;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ready when the connection is open and Kafka is reachable. */
@Singleton
@Readiness
final class EventLogHealthIndicator extends AbstractHealthIndicator<Map<String, Object>> {
  private final EventLogWriter log;

  EventLogHealthIndicator(EventLogWriter log) {
    this.log = log;
  }

  @Override
  protected String getName() {
    return "ingest-log";
  }

  @Override
  protected Map<String, Object> getHealthInformation() {
    var reachable = log.isReachable();
    healthStatus = reachable ? HealthStatus.UP : HealthStatus.DOWN;
    return Map.of("kafka_answers", reachable);
  }
}
