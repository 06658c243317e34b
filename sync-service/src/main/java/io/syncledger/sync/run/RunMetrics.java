package io.syncledger.sync.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.SyncEvent;
import jakarta.inject.Singleton;

/** How many runs there were, as counters; no label grows with the number of organisations. */
@Singleton
final class RunMetrics {
  private final MeterRegistry meters;

  RunMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void started() {
    runs("started");
  }

  void ended(SyncEvent.Terminal how) {
    runs(word(how));
  }

  /** How a run ended, in a word. */
  static String word(SyncEvent.Terminal how) {
    return switch (how) {
      case SyncEvent.SyncCompleted _ -> "completed";
      case SyncEvent.SyncFailed _ -> "failed";
      case SyncEvent.SyncCancelled _ -> "cancelled";
    };
  }

  private void runs(String status) {
    meters.counter("syncledger.sync.runs", "status", status).increment();
  }
}
