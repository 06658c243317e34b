package io.syncledger.sync.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.ErrorType;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncEvent;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.Sources;
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

  RunMetrics(MeterRegistry meters, Sources sources) {
    this.meters = meters;
    sources.all().stream().map(Source::service).forEach(this::register);
  }

  private void register(ServiceName service) {
    started(service);
    ended(service, "completed", NO_ERROR);
    ended(service, "cancelled", NO_ERROR);
    List.of(ErrorType.values()).forEach(type -> ended(service, "failed", type.toString()));
    List.of("completed", "failed", "cancelled").forEach(outcome -> duration(service, outcome));
  }

  void recordStart(ServiceName service) {
    started(service).increment();
  }

  /**
   * Counts a run's end and records its duration.
   *
   * @param startedAt when the run began
   */
  void recordEnd(SyncEvent.Terminal terminal, Instant startedAt) {
    var error =
        terminal instanceof SyncEvent.SyncFailed failed
            ? failed.failure().errorType().toString()
            : NO_ERROR;
    var service = terminal.envelope().service();
    ended(service, outcome(terminal), error).increment();
    duration(service, outcome(terminal))
        .record(Duration.between(startedAt, terminal.envelope().occurredAt()));
  }

  /** The outcome of a run, as metrics and tables call it. */
  static String outcome(SyncEvent.Terminal terminal) {
    return switch (terminal) {
      case SyncEvent.SyncCompleted _ -> "completed";
      case SyncEvent.SyncFailed _ -> "failed";
      case SyncEvent.SyncCancelled _ -> "cancelled";
    };
  }

  private Counter started(ServiceName service) {
    return Counter.builder("syncledger.sync.runs.started")
        .description("Runs started, retries included")
        .tags(tags(service))
        .register(meters);
  }

  private Counter ended(ServiceName service, String outcome, String errorType) {
    return Counter.builder("syncledger.sync.runs.ended")
        .description("Ended runs by outcome and error type")
        .tags(tags(service).and("outcome", outcome, "error_type", errorType))
        .register(meters);
  }

  private Timer duration(ServiceName service, String outcome) {
    return Timer.builder("syncledger.sync.run.duration")
        .description("Duration of ended runs")
        .tags(tags(service).and("outcome", outcome))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private static Tags tags(ServiceName service) {
    return Tags.of("service", service.value());
  }
}
