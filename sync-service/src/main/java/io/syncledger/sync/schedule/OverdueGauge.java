package io.syncledger.sync.schedule;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many wait for their turn, so that too few schedulers for too many organisations show. */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class OverdueGauge {
  private static final Logger LOG = LoggerFactory.getLogger(OverdueGauge.class);

  /** Beyond this many they are not counted further. */
  private static final int COUNTED = 100_000;

  private final ScheduledTaskRepository rows;
  private final Clock clock;
  private volatile long overdue;

  OverdueGauge(ScheduledTaskRepository rows, Clock clock, MeterRegistry meters) {
    this.rows = rows;
    this.clock = clock;
    Gauge.builder("syncledger.scheduler.overdue", this, waiting -> waiting.overdue)
        .description("Organisations and services that are due and wait for their turn")
        .register(meters);
  }

  void measure() {
    try {
      overdue = rows.countOverdue(clock.instant(), COUNTED);
    } catch (RuntimeException e) {
      LOG.warn("What is overdue must be counted next time: {}", e.getClass().getName());
    }
  }
}
