package io.syncledger.sync.run.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.ServiceName;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Sources;
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

  PageMetrics(MeterRegistry meters, Sources sources) {
    this.meters = meters;
    for (var source : sources.all()) {
      for (var list : source.resources()) {
        List.of(INSERTED, UPDATED, UNCHANGED, REJECTED)
            .forEach(result -> count(source.service(), list, result, 0));
      }
    }
  }

  void committed(ServiceName service, PageCommitter.Committed page) {
    count(service, page.list(), INSERTED, page.stored().inserted());
    count(service, page.list(), UPDATED, page.stored().updated());
    count(service, page.list(), UNCHANGED, page.stored().unchanged());
    count(service, page.list(), REJECTED, page.rejected());
  }

  private void count(ServiceName service, SourceResource list, String result, int records) {
    Counter.builder("syncledger.sync.records")
        .description("Records fetched and committed, by what became of them")
        .tag("service", service.value())
        .tag("resource", list.resource())
        .tag("result", result)
        .register(meters)
        .increment(records);
  }
}
