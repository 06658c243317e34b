package io.syncledger.query.monitoring.dashboard;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Role;
import io.syncledger.query.monitoring.health.HealthMonitor;
import io.syncledger.query.monitoring.health.ServiceHealths;
import io.syncledger.query.monitoring.runs.MonitoredRun;
import io.syncledger.query.monitoring.runs.RunPages;
import java.time.Clock;

/** A service at one glance. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/dashboard")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardController {
  private static final int RECENT = 10;

  private final ServiceHealths healths;
  private final HealthMonitor monitor;
  private final Uptime uptime;
  private final RunPages runs;
  private final Clock clock;

  DashboardController(
      ServiceHealths healths, HealthMonitor monitor, Uptime uptime, RunPages runs, Clock clock) {
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
