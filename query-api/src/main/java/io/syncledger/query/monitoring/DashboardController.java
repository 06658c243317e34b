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
import io.syncledger.query.Percent;
import io.syncledger.query.health.HealthReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Summarizes a service on one page. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/dashboard")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardController {
  private static final int RECENT = 10;

  /** The period that the uptime is computed for. */
  private static final Duration UPTIME_PERIOD = Duration.ofDays(7);

  private final HealthReader healthReader;
  private final MonitoringRepository repository;
  private final Clock clock;

  DashboardController(HealthReader healthReader, MonitoringRepository repository, Clock clock) {
    this.healthReader = healthReader;
    this.repository = repository;
    this.clock = clock;
  }

  /** A service at one glance. */
  @Get
  DashboardView dashboard(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service) {
    var now = clock.instant();
    var found = healthReader.find(organizationId, service);
    var recent =
        repository
            .runs(organizationId.value(), service.value(), RunFilter.ALL, null, RECENT)
            .stream()
            .map(row -> RunListEntry.of(row.toRun(), now))
            .toList();
    var health = found.health();
    return DashboardView.of(
        healthReader.view(organizationId, found),
        uptime(organizationId, service, now),
        health == null ? 0 : health.totals().values().stream().mapToLong(Long::longValue).sum(),
        recent);
  }

  /**
   * The percentage of those hours with ended syncs in which one succeeded; null without such hours.
   */
  private @Nullable Double uptime(OrganizationId organization, ServiceName service, Instant now) {
    var hours =
        repository.activeHours(organization.value(), service.value(), now.minus(UPTIME_PERIOD));
    return hours.allHours() == 0 ? null : Percent.of(hours.goodHours(), hours.allHours());
  }
}
