package io.syncledger.streams;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** Dead once the streams have given up: only a restart helps. */
@Liveness
@Singleton
final class StreamsLiveness extends AbstractHealthIndicator<Map<String, String>> {
  private final StreamsLifecycle lifecycle;

  StreamsLiveness(StreamsLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    var state = lifecycle.state();
    healthStatus =
        state.filter(KafkaStreams.State::hasStartedOrFinishedShuttingDown).isPresent()
            ? HealthStatus.DOWN
            : HealthStatus.UP;
    return Map.of("state", state.map(Enum::name).orElse("WAITING_FOR_KAFKA"));
  }

  @Override
  protected String getName() {
    return "metrics-streams-alive";
  }
}
