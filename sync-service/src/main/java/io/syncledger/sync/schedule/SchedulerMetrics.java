package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.WireName;
import java.util.List;

/**
 * Counts executions by result, and the faults that db-scheduler reports. No label grows with the
 * number of organizations.
 */
@Context // registers its meters at startup
final class SchedulerMetrics extends AbstractSchedulerListener {
  private static final String FAILED = "failed";

  private final MeterRegistry meters;

  SchedulerMetrics(MeterRegistry meters) {
    this.meters = meters;
    executions(FAILED);
    List.of(ExecutionResult.values()).forEach(result -> executions(WireName.of(result)));
    List.of(SchedulerEventType.values()).stream()
        .filter(SchedulerMetrics::isFault)
        .forEach(this::faults);
  }

  void countResult(ExecutionResult result) {
    executions(WireName.of(result)).increment();
  }

  void countFailure() {
    executions(FAILED).increment();
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

  private Counter executions(String result) {
    return Counter.builder("syncledger.scheduler.visits")
        .description("Executions of scheduled syncs by result")
        .tag("result", result)
        .register(meters);
  }

  private Counter faults(SchedulerEventType type) {
    return Counter.builder("syncledger.scheduler.faults")
        .description("Failures of the scheduler and dead executions that it found")
        .tag("kind", WireName.of(type))
        .register(meters);
  }
}
