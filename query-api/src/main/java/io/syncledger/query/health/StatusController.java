package io.syncledger.query.health;

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
import io.syncledger.query.runs.RunReader;
import java.time.Clock;

/** How an organisation is doing. */
@Controller("/api/v1")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private static final ServiceName CLINIKO = new ServiceName("cliniko");

  private final RunReader runs;
  private final Healths healths;
  private final SyncIntervalSettings settings;
  private final Clock clock;

  StatusController(RunReader runs, Healths healths, SyncIntervalSettings settings, Clock clock) {
    this.runs = runs;
    this.healths = healths;
    this.settings = settings;
    this.clock = clock;
  }

  /** How it goes, for people: judged by the organisation's latest run, of whichever service. */
  @Get("/sync-status/{organization_id}")
  SyncStatusView syncStatus(@PathVariable("organization_id") OrganizationId organizationId) {
    var latest = runs.newest(organizationId, 1).stream().findFirst();
    var health = healths.of(organizationId, latest.map(run -> run.service()).orElse(CLINIKO));
    return SyncStatusView.of(
        latest.orElse(null), health.orElse(null), settings.syncInterval(), clock.instant());
  }

  /** The connection to Cliniko, as the runs so far have shown it. */
  @Get("/cliniko/status/{organization_id}")
  ClinikoStatusView clinikoStatus(@PathVariable("organization_id") OrganizationId organizationId) {
    return ClinikoStatusView.of(organizationId, healths.of(organizationId, CLINIKO).orElse(null));
  }
}
