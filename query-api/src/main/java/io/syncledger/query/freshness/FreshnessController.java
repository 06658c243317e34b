package io.syncledger.query.freshness;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Role;
import io.syncledger.query.SyncIntervalSettings;
import io.syncledger.query.freshness.FreshnessView.DataTypeFreshness;
import java.time.Clock;

/** Tells how old each type of a service's data is. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/freshness")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FreshnessController {
  private final DataFreshnessRepository freshness;
  private final SyncIntervalSettings settings;
  private final Clock clock;

  FreshnessController(
      DataFreshnessRepository freshness, SyncIntervalSettings settings, Clock clock) {
    this.freshness = freshness;
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns the age of each type of data. */
  @Get
  FreshnessView freshness(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service) {
    var now = clock.instant();
    return new FreshnessView(
        organizationId.value(),
        service.value(),
        freshness.find(organizationId.value(), service.value()).stream()
            .map(type -> DataTypeFreshness.of(type, settings.syncInterval(), now))
            .toList());
  }
}
