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
            .description("Events from external tools, acknowledged by Kafka")
            .register(registry);
    unconfirmed =
        Counter.builder("syncledger.ingest.unconfirmed")
            .description(
                "Events that Kafka did not acknowledge in time; the senders were told to retry")
            .register(registry);
    refused =
        Arrays.stream(RefusedEventException.Reason.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    reason ->
                        Counter.builder("syncledger.ingest.refused")
                            .description("Requests refused because of their contents")
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
