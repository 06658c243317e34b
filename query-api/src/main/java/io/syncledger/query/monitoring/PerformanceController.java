package io.syncledger.query.monitoring;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.QueryParameters;
import io.syncledger.http.Role;

/** Shows the durations of a service's runs. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/performance")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PerformanceController {
  private static final int SAMPLE_MAX = 1_000;

  private final MonitoringRepository repository;

  PerformanceController(MonitoringRepository repository) {
    this.repository = repository;
  }

  /** Returns the durations of the latest successful runs, and whether they have become slower. */
  @Get
  PerformanceView performance(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = "100") int sample) {
    int needed =
        Math.max(
            QueryParameters.range("sample", sample, 1, SAMPLE_MAX),
            Degradation.RECENT + Degradation.BASELINE);
    return PerformanceView.of(
        organizationId.value(),
        service.value(),
        sample,
        repository.completedRuns(organizationId.value(), service.value(), needed));
  }
}
