package io.syncledger.query.delivery.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.queue.DeliveryRepository.Backlog;
import java.util.List;

/** Meters of deliveries: attempts = delivered + retried + failed + cancelled. */
@Context // registers its meters at start
final class DeliveryMetrics {
  private static final String ATTEMPTS = "syncledger.alert.delivery.attempts";
  private static final List<String> OUTCOMES =
      List.of("delivered", "retried", "failed", "cancelled");

  private final MeterRegistry registry;
  private volatile Backlog backlog = Backlog.EMPTY;

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var kind : ChannelKind.values()) {
      OUTCOMES.forEach(outcome -> count(kind, outcome, 0));
    }
    Gauge.builder("syncledger.alert.delivery.pending", this, it -> it.backlog.deliveries())
        .description("Deliveries that have neither succeeded nor failed for good")
        .register(registry);
    Gauge.builder(
            "syncledger.alert.delivery.oldest.timestamp.seconds", this, DeliveryMetrics::oldest)
        .description("When the oldest of them was appended; 0 when there is none")
        .register(registry);
  }

  void countAttempt(ChannelKind kind, String outcome) {
    count(kind, outcome, 1);
  }

  void setBacklog(Backlog measured) {
    backlog = measured;
  }

  private double oldest() {
    var oldest = backlog.oldest();
    return oldest == null ? 0 : oldest.toEpochMilli() / 1_000.0;
  }

  private void count(ChannelKind kind, String outcome, int increment) {
    Counter.builder(ATTEMPTS)
        .description("Attempts to deliver notifications, by kind of channel and outcome")
        .tag("kind", kind.toString())
        .tag("outcome", outcome)
        .register(registry)
        .increment(increment);
  }
}
