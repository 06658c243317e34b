package io.syncledger.sync.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.syncledger.sync.deadletters.DeadLetterRepository.OpenCount;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many dead letters wait for somebody, so that their growth can raise an alert. */
@Context // its gauges are there from the start
final class DeadLetterMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterMetrics.class);

  /** Beyond this many they are not counted further. */
  private static final int COUNTED = 100_000;

  private final DeadLetterRepository rows;
  private volatile Map<String, Long> open = Map.of();

  DeadLetterMetrics(DeadLetterRepository rows, MeterRegistry meters) {
    this.rows = rows;
    gauge("record", meters);
    gauge("run", meters);
  }

  private void gauge(String kind, MeterRegistry meters) {
    Gauge.builder("syncledger.dead.letters.open", this, letters -> letters.count(kind))
        .description("Dead letters that nobody has redriven yet")
        .tag("kind", kind)
        .register(meters);
  }

  private long count(String kind) {
    return open.getOrDefault(kind, 0L);
  }

  @Scheduled(fixedDelay = "15s", initialDelay = "5s")
  void measure() {
    try {
      open =
          rows.findOpen(COUNTED).stream()
              .collect(Collectors.toMap(OpenCount::kind, OpenCount::letters));
    } catch (RuntimeException e) {
      LOG.warn("Open dead letters must be counted next time: {}", e.getClass().getName());
    }
  }
}
