package io.syncledger.query.health;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Role;
import java.util.List;

/** Reports whether services are healthy. */
@Controller("/api/v1/monitoring/{organization_id}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {
  private final HealthReader reader;

  HealthController(HealthReader reader) {
    this.reader = reader;
  }

  @Serdeable
  @Schema(name = "MonitoredHealthController.Services")
  record Services(String organizationId, List<HealthView> services) {}

  /** Every service of an organization side by side. */
  @Get
  Services services(@PathVariable("organization_id") OrganizationId organizationId) {
    return new Services(organizationId.value(), reader.views(organizationId));
  }

  /** Returns the health of a service, the events behind it, and what would change it. */
  @Get("/{service}/health")
  HealthView health(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service) {
    return reader.view(organizationId, reader.find(organizationId, service));
  }
}
