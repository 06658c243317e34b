package io.syncledger.query.metrics;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.Period;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import io.syncledger.query.monitoring.Allowed;
import java.time.Clock;
import java.util.Locale;

/** A service's figures over time. */
@Controller("/api/v1/monitoring/{organization_id}/{service}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MonitoredMetricsController {
  /** Three months. */
  private static final int HOURS_MAX = 2_208;

  private final MetricsReader windows;
  private final Clock clock;

  MonitoredMetricsController(MetricsReader windows, Clock clock) {
    this.windows = windows;
    this.clock = clock;
  }

  /** The windows of {@link Period}, as a query names them. */
  enum Length {
    HOUR(Period.HOURLY),
    DAY(Period.DAILY),
    WEEK(Period.WEEKLY);

    private final Period period;

    Length(Period period) {
      this.period = period;
    }

    /** The wire form. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What each hour, day or week held, newest first, and all of them together. */
  @Get("/metrics")
  MetricsView metrics(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = "hour")
          @Parameter(schema = @Schema(allowableValues = {"hour", "day", "week"}))
          Length period,
      @QueryValue(defaultValue = "24") Limit limit) {
    return MetricsView.of(
        organizationId.value(),
        service.value(),
        period.toString(),
        windows.newest(organizationId, service, period.period, limit.value()));
  }

  /** The latest hours one by one, up to the current one. */
  @Get("/timeline")
  TimelineView timeline(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = "24") int hours) {
    var now = clock.instant();
    var start = TimelineView.start(Allowed.range("hours", hours, 1, HOURS_MAX), now);
    return TimelineView.of(
        organizationId.value(),
        service.value(),
        hours,
        windows.since(organizationId, service, Period.HOURLY, start),
        now);
  }
}
