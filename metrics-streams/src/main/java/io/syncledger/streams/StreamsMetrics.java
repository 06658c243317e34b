package io.syncledger.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.wire.Topics;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams.State;

/** Gauges for the state of the streams and their lag behind the log. */
@Context // registers its meters at startup
final class StreamsMetrics {
  private static final String LAG = "records-lag";

  private final StreamsLifecycle lifecycle;

  StreamsMetrics(StreamsLifecycle lifecycle, MeterRegistry registry) {
    this.lifecycle = lifecycle;
    DeadLetterHandler.registerMeters(registry);
    Stream.concat(
            StreamsLifecycle.STATES_BEFORE_START.stream(),
            Stream.of(State.values()).map(Enum::name))
        .forEach(state -> state(state, registry));
    Gauge.builder("syncledger.streams.lag.records", this, StreamsMetrics::lag)
        .description("Events assigned to this instance that it has not read yet")
        .register(registry);
  }

  private void state(String state, MeterRegistry registry) {
    Gauge.builder(
            "syncledger.streams.state",
            lifecycle,
            streams -> streams.stateName().equals(state) ? 1 : 0)
        .description("1 for the current state of the streams, 0 for the others")
        .tag("state", state.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /** The lag that the consumers saw at their last fetch; 0 while they have no partition. */
  private double lag() {
    return lifecycle.kafkaMetrics().stream()
        .filter(metric -> metric.metricName().name().equals(LAG))
        .filter(metric -> Topics.EVENTS.name().equals(topic(metric)))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .filter(Double::isFinite)
        .sum();
  }

  /** Some versions of the Kafka clients write dots in topic names as underscores. */
  private static String topic(Metric metric) {
    return metric.metricName().tags().getOrDefault("topic", "").replace('_', '.');
  }
}
