package io.syncledger.sync.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.SyncEvent;
import jakarta.inject.Singleton;

/**
 * What runs do, as counters: {@code fetched = inserted + updated + unchanged + rejected}, summed
 * over the pages that were committed. No label grows with the number of organisations.
 */
@Singleton
final class RunMetrics {
  private final MeterRegistry meters;

  RunMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void pageCommitted(String resource, PageCommit.Committed page) {
    count(resource, "inserted", page.stored().inserted());
    count(resource, "updated", page.stored().updated());
    count(resource, "unchanged", page.stored().unchanged());
    count(resource, "rejected", page.rejected());
  }

  void started() {
    runs("started");
  }

  void ended(SyncEvent.Terminal how) {
    runs(
        switch (how) {
          case SyncEvent.SyncCompleted _ -> "completed";
          case SyncEvent.SyncFailed _ -> "failed";
          case SyncEvent.SyncCancelled _ -> "cancelled";
        });
  }

  private void count(String resource, String result, int records) {
    meters
        .counter("syncledger.sync.records", "resource", resource, "result", result)
        .increment(records);
  }

  private void runs(String status) {
    meters.counter("syncledger.sync.runs", "status", status).increment();
  }
}
