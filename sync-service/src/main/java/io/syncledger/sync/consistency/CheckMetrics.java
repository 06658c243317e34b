package io.syncledger.sync.consistency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.List;

/** What consistency checks came to, as counters. */
@Context // its meters are there from the start
final class CheckMetrics {
  private final MeterRegistry meters;

  CheckMetrics(MeterRegistry meters) {
    this.meters = meters;
    List.of(Status.CONSISTENT, Status.INCONSISTENT, Status.UNVERIFIED).forEach(this::checks);
  }

  void ended(Status status) {
    checks(status).increment();
  }

  private Counter checks(Status status) {
    return Counter.builder("syncledger.consistency.checks")
        .description("Consistency checks that ended, by what they came to")
        .tag("status", status.toString())
        .register(meters);
  }
}
