package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * What the scheduler does, as counters: each visit comes to one result or fails. What db-scheduler
 * itself fails at, or finds dead, is counted beside it. No label grows with the number of
 * organisations.
 */
@Singleton
final class SchedulerMetrics extends AbstractSchedulerListener {
  private final MeterRegistry meters;

  SchedulerMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void visited(Visit.Result result) {
    visits(result.name().toLowerCase(Locale.ROOT));
  }

  void failed() {
    visits("failed");
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    switch (type) {
      case RAN_EXECUTE_DUE, RAN_DETECT_DEAD, RAN_UPDATE_HEARTBEATS -> {
        // No news.
      }
      case UNEXPECTED_ERROR,
          FAILED_HEARTBEAT,
          FAILED_MULTIPLE_HEARTBEATS,
          COMPLETIONHANDLER_ERROR,
          FAILUREHANDLER_ERROR,
          DEAD_EXECUTION,
          UNRESOLVED_TASK ->
          meters
              .counter("syncledger.scheduler.faults", "kind", type.name().toLowerCase(Locale.ROOT))
              .increment();
    }
  }

  private void visits(String result) {
    meters.counter("syncledger.scheduler.visits", "result", result).increment();
  }
}
