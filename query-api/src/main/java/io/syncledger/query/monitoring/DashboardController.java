package io.syncledger.query.monitoring;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Role;
import io.syncledger.query.health.HealthMonitor;
import io.syncledger.query.health.HealthReader;
import java.time.Clock;

/** A service at one glance. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/dashboard")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardController {
  private static final int RECENT = 10;

  private final HealthReader healths;
  private final HealthMonitor monitor;
  private final UptimeReader uptime;
  private final RunPageReader runs;
  private final Clock clock;

  DashboardController(
      HealthReader healths,
      HealthMonitor monitor,
      UptimeReader uptime,
      RunPageReader runs,
      Clock clock) {
    this.healths = healths;
    this.monitor = monitor;
    this.uptime = uptime;
    this.runs = runs;
    this.clock = clock;
  }

  /** A service at one glance. */
  @Get
  DashboardView dashboard(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service) {
    var now = clock.instant();
    var known = healths.of(organizationId, service);
    var recent =
        runs.newest(organizationId, service, RECENT).stream()
            .map(run -> MonitoredRun.of(run, now))
            .toList();
    var totals = known.health();
    return DashboardView.of(
        monitor.of(organizationId, known),
        uptime.percent(organizationId, service, now),
        totals == null ? 0 : totals.totals().values().stream().mapToLong(Long::longValue).sum(),
        recent);
  }
}
