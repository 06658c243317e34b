package io.syncledger.streams;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.KafkaStreams.State;

/** Derives liveness and readiness from the state of the streams. */
@Factory
final class StreamsHealthIndicators {

  /** Not alive once the streams have stopped for good: only a restart helps. */
  @Liveness
  @Singleton
  HealthIndicator alive(StreamsLifecycle lifecycle) {
    return indicator(
        "metrics-streams-alive",
        lifecycle,
        state -> state.filter(State::hasStartedOrFinishedShuttingDown).isEmpty());
  }

  /** Ready while the streams run, including while partitions are reassigned. */
  @Readiness
  @Singleton
  HealthIndicator ready(StreamsLifecycle lifecycle) {
    return indicator(
        "metrics-streams",
        lifecycle,
        state -> state.filter(State::isRunningOrRebalancing).isPresent());
  }

  private static HealthIndicator indicator(
      String name, StreamsLifecycle lifecycle, Predicate<Optional<State>> up) {
    return () ->
        Publishers.just(
            HealthResult.builder(
                    name, up.test(lifecycle.state()) ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("state", lifecycle.stateName()))
                .build());
  }
}
