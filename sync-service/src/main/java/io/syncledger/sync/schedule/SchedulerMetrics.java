package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Locale;

/**
 * What the scheduler does, as counters: each visit comes to one result or fails. What db-scheduler
 * itself fails at, or finds dead, is counted beside it. No label grows with the number of
 * organisations.
 */
@Context // its meters are there from the start
final class SchedulerMetrics extends AbstractSchedulerListener {
  private static final String FAILED = "failed";

  private final MeterRegistry meters;

  SchedulerMetrics(MeterRegistry meters) {
    this.meters = meters;
    visits(FAILED);
    List.of(ScheduledSyncJob.Result.values()).forEach(result -> visits(word(result)));
    List.of(SchedulerEventType.values()).stream()
        .filter(SchedulerMetrics::isFault)
        .forEach(this::faults);
  }

  void visited(ScheduledSyncJob.Result result) {
    visits(word(result)).increment();
  }

  void failed() {
    visits(FAILED).increment();
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    if (isFault(type)) {
      faults(type).increment();
    }
  }

  private static boolean isFault(SchedulerEventType type) {
    return switch (type) {
      case RAN_EXECUTE_DUE, RAN_DETECT_DEAD, RAN_UPDATE_HEARTBEATS -> false;
      case UNEXPECTED_ERROR,
          FAILED_HEARTBEAT,
          FAILED_MULTIPLE_HEARTBEATS,
          COMPLETIONHANDLER_ERROR,
          FAILUREHANDLER_ERROR,
          DEAD_EXECUTION,
          UNRESOLVED_TASK ->
          true;
    };
  }

  private Counter visits(String result) {
    return Counter.builder("syncledger.scheduler.visits")
        .description("Visits that the scheduler made, by what they came to")
        .tag("result", result)
        .register(meters);
  }

  private Counter faults(SchedulerEventType type) {
    return Counter.builder("syncledger.scheduler.faults")
        .description("What the scheduler itself failed at, or found dead")
        .tag("kind", word(type))
        .register(meters);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
