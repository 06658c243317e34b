package io.syncledger.sync.schedule;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Counts the overdue tasks, so that too few schedulers for too many organizations show. */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class OverdueGauge {
  /** Counting stops here, so that the statement stays cheap. */
  private static final int COUNT_LIMIT = 100_000;

  private final ScheduledTaskRepository tasks;
  private final Clock clock;
  private volatile long overdue;

  OverdueGauge(ScheduledTaskRepository tasks, Clock clock, MeterRegistry meters) {
    this.tasks = tasks;
    this.clock = clock;
    Gauge.builder("syncledger.scheduler.overdue", this, gauge -> gauge.overdue)
        .description("Overdue scheduled syncs")
        .register(meters);
  }

  void measure() {
    overdue = tasks.countOverdue(clock.instant(), COUNT_LIMIT);
  }
}
