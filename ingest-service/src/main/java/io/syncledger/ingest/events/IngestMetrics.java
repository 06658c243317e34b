package io.syncledger.ingest.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts deliveries: received = accepted + refused + unconfirmed. Requests rejected before they are
 * read (no token, too large, wrong media type) only count in the metrics of the server.
 */
@Context // registers its meters at startup
final class IngestMetrics {
  private final Counter accepted;
  private final Counter unconfirmed;
  private final Map<RefusedEventException.Reason, Counter> refused;

  IngestMetrics(MeterRegistry registry) {
    accepted =
        Counter.builder("syncledger.ingest.accepted")
            .description("Events that Kafka has confirmed")
            .register(registry);
    unconfirmed =
        Counter.builder("syncledger.ingest.unconfirmed")
            .description("Events that Kafka has not confirmed; their senders were told to retry")
            .register(registry);
    refused =
        Arrays.stream(RefusedEventException.Reason.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    reason ->
                        Counter.builder("syncledger.ingest.refused")
                            .description("Deliveries that were not admitted for what they say")
                            .tag("reason", reason.toString())
                            .register(registry),
                    (a, _) -> a,
                    () -> new EnumMap<>(RefusedEventException.Reason.class)));
  }

  void accepted() {
    accepted.increment();
  }

  void unconfirmed() {
    unconfirmed.increment();
  }

  void refused(RefusedEventException.Reason reason) {
    var counter = refused.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }
}
