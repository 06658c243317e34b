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

/** Counts the open dead letters, so that their growth can raise an alert. */
@Context // registers its gauges at startup
final class DeadLetterMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterMetrics.class);

  /** Counting stops here, so that the statement stays cheap. */
  private static final int COUNT_LIMIT = 100_000;

  private final DeadLetterRepository repository;
  private volatile Map<String, Long> open = Map.of();

  DeadLetterMetrics(DeadLetterRepository repository, MeterRegistry meters) {
    this.repository = repository;
    gauge("record", meters);
    gauge("run", meters);
  }

  private void gauge(String kind, MeterRegistry meters) {
    Gauge.builder("syncledger.dead.letters.open", this, metrics -> metrics.count(kind))
        .description("Dead letters that were not redriven yet")
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
          repository.countOpen(COUNT_LIMIT).stream()
              .collect(Collectors.toMap(OpenCount::kind, OpenCount::letters));
    } catch (RuntimeException e) {
      LOG.warn(
          "Open dead letters could not be counted; the next measurement follows: {}",
          e.getClass().getName());
    }
  }
}
