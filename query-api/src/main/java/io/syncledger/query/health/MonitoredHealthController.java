package io.syncledger.query.health;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Role;
import java.util.List;

/** Tells whether services are healthy. */
@Controller("/api/v1/monitoring/{organization_id}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MonitoredHealthController {
  private final HealthMonitor monitor;

  MonitoredHealthController(HealthMonitor monitor) {
    this.monitor = monitor;
  }

  @Serdeable
  record Services(String organizationId, List<HealthView> services) {}

  /** Every service of an organization side by side. */
  @Get
  Services services(@PathVariable("organization_id") OrganizationId organizationId) {
    return new Services(organizationId.value(), monitor.views(organizationId));
  }

  /** Whether a service is healthy, which events made it so, and what would change that. */
  @Get("/{service}/health")
  HealthView health(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service) {
    return monitor.view(organizationId, monitor.find(organizationId, service));
  }
}
