package io.syncledger.sync.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.sync.source.cliniko.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Meters of runs: how many started, how they ended and how long they took. Started = ended + still
 * running. No label grows with the number of organizations.
 */
@Context // registers its meters at startup
final class RunMetrics {
  private static final String NO_ERROR = "none";

  /** Bucket limits, the same on every instance, so that histograms can be added up. */
  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(3)
  };

  private final MeterRegistry meters;
  private final Counter started;

  RunMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.started =
        Counter.builder("syncledger.sync.runs.started")
            .description("Runs that were begun, retries included")
            .tags(service())
            .register(meters);
    ended("completed", NO_ERROR);
    ended("cancelled", NO_ERROR);
    List.of(ErrorType.values()).forEach(type -> ended("failed", type.toString()));
    List.of("completed", "failed", "cancelled").forEach(this::duration);
  }

  void recordStart() {
    started.increment();
  }

  /**
   * Counts a run's end and records its duration.
   *
   * @param startedAt when the run began
   */
  void recordEnd(SyncEvent.Terminal how, Instant startedAt) {
    var error =
        how instanceof SyncEvent.SyncFailed failed
            ? failed.failure().errorType().toString()
            : NO_ERROR;
    ended(outcome(how), error).increment();
    duration(outcome(how)).record(Duration.between(startedAt, how.envelope().occurredAt()));
  }

  /** The outcome of a run, as metrics and tables call it. */
  static String outcome(SyncEvent.Terminal how) {
    return switch (how) {
      case SyncEvent.SyncCompleted _ -> "completed";
      case SyncEvent.SyncFailed _ -> "failed";
      case SyncEvent.SyncCancelled _ -> "cancelled";
    };
  }

  private Counter ended(String outcome, String errorType) {
    return Counter.builder("syncledger.sync.runs.ended")
        .description("Runs that ended, by how and for what kind of failure")
        .tags(service().and("outcome", outcome, "error_type", errorType))
        .register(meters);
  }

  private Timer duration(String outcome) {
    return Timer.builder("syncledger.sync.run.duration")
        .description("From a run's start to its end")
        .tags(service().and("outcome", outcome))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private static Tags service() {
    return Tags.of("service", ApiKey.SERVICE.value());
  }
}
