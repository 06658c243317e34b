package io.syncledger.sync.consistency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.List;

/** Counts consistency checks by their status. */
@Context // registers its meters at startup
final class CheckMetrics {
  private final MeterRegistry meters;

  CheckMetrics(MeterRegistry meters) {
    this.meters = meters;
    List.of(CheckStatus.CONSISTENT, CheckStatus.INCONSISTENT, CheckStatus.UNVERIFIED)
        .forEach(this::counter);
  }

  void record(CheckStatus status) {
    counter(status).increment();
  }

  private Counter counter(CheckStatus status) {
    return Counter.builder("syncledger.consistency.checks")
        .description("Ended consistency checks by status")
        .tag("status", status.toString())
        .register(meters);
  }
}
