package io.syncledger.query.watermark;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.syncledger.query.projection.Projector;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;

/**
 * Ready while the projection runs and Kafka answers. How far the views lag is told, but does not
 * make an instance unready: old answers that say how old they are serve better than none.
 */
@Readiness
@Singleton
final class ProjectionReadiness extends AbstractHealthIndicator<Map<String, Object>> {
  private final Projector projector;
  private final ViewWatermark freshness;

  ProjectionReadiness(Projector projector, ViewWatermark freshness) {
    this.projector = projector;
    this.freshness = freshness;
  }

  @Override
  protected Map<String, Object> getHealthInformation() {
    boolean runs = projector.state() == Projector.State.RUNNING;
    healthStatus = runs && freshness.kafkaAnswers() ? HealthStatus.UP : HealthStatus.DOWN;
    return Map.of(
        "projection", projector.state().name().toLowerCase(Locale.ROOT),
        "kafka_answers", freshness.kafkaAnswers(),
        "lag_seconds", freshness.lag().toSeconds());
  }

  @Override
  protected String getName() {
    return "query-projection";
  }
}
