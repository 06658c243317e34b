package io.syncledger.query.health;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunState;
import io.syncledger.http.Role;
import io.syncledger.query.KnownServices;
import io.syncledger.query.SyncIntervalSettings;
import io.syncledger.query.runs.RunReader;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Summarizes how an organization is doing, for people. */
@Controller("/api/v1")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private final RunReader runs;
  private final HealthRepository healths;
  private final SyncIntervalSettings settings;
  private final Clock clock;

  StatusController(
      RunReader runs, HealthRepository healths, SyncIntervalSettings settings, Clock clock) {
    this.runs = runs;
    this.healths = healths;
    this.settings = settings;
    this.clock = clock;
  }

  /** Summarizes the syncs for people, based on the latest run of any service. */
  @Get("/sync-status/{organization_id}")
  SyncStatusView syncStatus(@PathVariable("organization_id") OrganizationId organizationId) {
    var latest = runs.newest(organizationId, 1).stream().findFirst();
    var health =
        health(organizationId, latest.map(RunState::service).orElse(KnownServices.CLINIKO));
    return SyncStatusView.of(latest.orElse(null), health, settings.syncInterval(), clock.instant());
  }

  /** The connection to Cliniko, as far as the runs so far have shown it. */
  @Get("/cliniko/status/{organization_id}")
  ClinikoStatusView clinikoStatus(@PathVariable("organization_id") OrganizationId organizationId) {
    return ClinikoStatusView.of(organizationId, health(organizationId, KnownServices.CLINIKO));
  }

  private @Nullable Health health(OrganizationId organization, ServiceName service) {
    return healths
        .state(organization.value(), service.value())
        .map(HealthRow::toHealth)
        .orElse(null);
  }
}
