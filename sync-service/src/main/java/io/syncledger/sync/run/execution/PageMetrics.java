package io.syncledger.sync.run.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.sync.source.cliniko.ApiKey;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.util.List;

/**
 * What was stored, as counters: {@code fetched = inserted + updated + unchanged + rejected}, summed
 * over the pages that were committed. No label grows with the number of organisations.
 */
@Context // its meters are there from the start
final class PageMetrics {
  private static final String INSERTED = "inserted";
  private static final String UPDATED = "updated";
  private static final String UNCHANGED = "unchanged";
  private static final String REJECTED = "rejected";

  private final MeterRegistry meters;

  PageMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (var list : ClinikoResource.values()) {
      List.of(INSERTED, UPDATED, UNCHANGED, REJECTED).forEach(result -> count(list, result, 0));
    }
  }

  void committed(PageCommitter.Committed page) {
    count(page.list(), INSERTED, page.stored().inserted());
    count(page.list(), UPDATED, page.stored().updated());
    count(page.list(), UNCHANGED, page.stored().unchanged());
    count(page.list(), REJECTED, page.rejected());
  }

  private void count(ClinikoResource list, String result, int records) {
    Counter.builder("syncledger.sync.records")
        .description("Records fetched and committed, by what became of them")
        .tag("service", ApiKey.SERVICE.value())
        .tag("resource", list.resource())
        .tag("result", result)
        .register(meters)
        .increment(records);
  }
}
