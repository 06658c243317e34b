package io.syncledger.sync.run.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.ServiceName;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Sources;
import java.util.List;

/**
 * Counters of stored records: {@code fetched = inserted + updated + unchanged + rejected}, summed
 * over the pages that were committed. No label grows with the number of organizations.
 */
@Context // registers its meters at startup
final class PageMetrics {
  private static final String INSERTED = "inserted";
  private static final String UPDATED = "updated";
  private static final String UNCHANGED = "unchanged";
  private static final String REJECTED = "rejected";

  private final MeterRegistry meters;

  PageMetrics(MeterRegistry meters, Sources sources) {
    this.meters = meters;
    for (var source : sources.all()) {
      for (var resource : source.resources()) {
        List.of(INSERTED, UPDATED, UNCHANGED, REJECTED)
            .forEach(result -> count(source.service(), resource, result, 0));
      }
    }
  }

  void record(ServiceName service, CommittedPage page) {
    count(service, page.resource(), INSERTED, page.counts().inserted());
    count(service, page.resource(), UPDATED, page.counts().updated());
    count(service, page.resource(), UNCHANGED, page.counts().unchanged());
    count(service, page.resource(), REJECTED, page.rejected());
  }

  private void count(ServiceName service, SourceResource resource, String result, int records) {
    Counter.builder("syncledger.sync.records")
        .description("Committed records by result")
        .tag("service", service.value())
        .tag("resource", resource.resourceName())
        .tag("result", result)
        .register(meters)
        .increment(records);
  }
}
