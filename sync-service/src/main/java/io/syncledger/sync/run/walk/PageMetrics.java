package io.syncledger.sync.run.walk;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * What was stored, as counters: {@code fetched = inserted + updated + unchanged + rejected}, summed
 * over the pages that were committed. No label grows with the number of organisations.
 */
@Singleton
final class PageMetrics {
  private final MeterRegistry meters;

  PageMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void committed(PageCommit.Committed page) {
    var resource = page.list().resource();
    count(resource, "inserted", page.stored().inserted());
    count(resource, "updated", page.stored().updated());
    count(resource, "unchanged", page.stored().unchanged());
    count(resource, "rejected", page.rejected());
  }

  private void count(String resource, String result, int records) {
    meters
        .counter("syncledger.sync.records", "resource", resource, "result", result)
        .increment(records);
  }
}
