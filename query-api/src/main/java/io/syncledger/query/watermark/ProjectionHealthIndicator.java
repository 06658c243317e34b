package io.syncledger.query.watermark;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.syncledger.events.WireName;
import io.syncledger.query.projection.Projector;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Reports the instance as ready while the projection runs and Kafka is reachable. The lag of the
 * views is reported but does not make an instance unready: clients prefer outdated data with its
 * age to no data.
 */
@Readiness
@Singleton
final class ProjectionHealthIndicator extends AbstractHealthIndicator<Map<String, Object>> {
  private final Projector projector;
  private final ViewWatermark watermark;

  ProjectionHealthIndicator(Projector projector, ViewWatermark watermark) {
    this.projector = projector;
    this.watermark = watermark;
  }

  @Override
  protected Map<String, Object> getHealthInformation() {
    boolean runs = projector.state() == Projector.State.RUNNING;
    healthStatus = runs && watermark.isKafkaReachable() ? HealthStatus.UP : HealthStatus.DOWN;
    return Map.of(
        "projection", WireName.of(projector.state()),
        "kafka_answers", watermark.isKafkaReachable(),
        "lag_seconds", watermark.lag().toSeconds());
  }

  @Override
  protected String getName() {
    return "query-projection";
  }
}
