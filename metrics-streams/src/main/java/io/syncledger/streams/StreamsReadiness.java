package io.syncledger.streams;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** Ready while the streams fold, also while they hand over work to each other. */
@Readiness
@Singleton
final class StreamsReadiness extends AbstractHealthIndicator<Map<String, String>> {
  private final StreamsLifecycle lifecycle;

  StreamsReadiness(StreamsLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    var state = lifecycle.state();
    healthStatus =
        state.filter(KafkaStreams.State::isRunningOrRebalancing).isPresent()
            ? HealthStatus.UP
            : HealthStatus.DOWN;
    return Map.of("state", state.map(Enum::name).orElse("WAITING_FOR_KAFKA"));
  }

  @Override
  protected String getName() {
    return "metrics-streams";
  }
}
