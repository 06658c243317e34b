package io.syncledger.query.delivery.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.query.delivery.ChannelKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted of deliveries: attempts = delivered + retried + failed + cancelled. */
@Context // its meters are there from the start
final class DeliveryMetrics {
  private static final String ATTEMPTS = "syncledger.alert.delivery.attempts";
  private static final List<String> OUTCOMES =
      List.of("delivered", "retried", "failed", "cancelled");

  private final MeterRegistry registry;
  private volatile Backlog backlog = new Backlog(0, null);

  /** What has not been delivered yet. */
  record Backlog(long deliveries, @Nullable Instant oldest) {}

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var kind : ChannelKind.values()) {
      OUTCOMES.forEach(outcome -> count(kind, outcome, 0));
    }
    Gauge.builder("syncledger.alert.delivery.pending", this, it -> it.backlog.deliveries())
        .description("Deliveries of notices that have neither arrived nor failed for good")
        .register(registry);
    Gauge.builder(
            "syncledger.alert.delivery.oldest.timestamp.seconds", this, DeliveryMetrics::oldest)
        .description("When the oldest of them was appended; 0 when there is none")
        .register(registry);
  }

  void countAttempt(ChannelKind kind, String outcome) {
    count(kind, outcome, 1);
  }

  void setBacklog(Backlog found) {
    backlog = found;
  }

  private double oldest() {
    var oldest = backlog.oldest();
    return oldest == null ? 0 : oldest.toEpochMilli() / 1_000.0;
  }

  private void count(ChannelKind kind, String outcome, int more) {
    Counter.builder(ATTEMPTS)
        .description("Attempts to deliver notices, by kind of channel and by what came of them")
        .tag("kind", kind.toString())
        .tag("outcome", outcome)
        .register(registry)
        .increment(more);
  }
}
