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
import io.syncledger.events.WireName;
import io.syncledger.events.fold.Period;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.http.Limit;
import io.syncledger.http.QueryParameters;
import io.syncledger.http.Role;
import java.time.Clock;
import java.util.List;

/** Shows a service's metrics over time. */
@Controller("/api/v1/monitoring/{organization_id}/{service}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
  /** Three months. */
  private static final int HOURS_MAX = 2_208;

  private final MetricsRepository repository;
  private final Clock clock;

  MetricsController(MetricsRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** The values of the query parameter {@code period}, for each {@link Period}. */
  enum Length {
    HOUR(Period.HOURLY),
    DAY(Period.DAILY),
    WEEK(Period.WEEKLY);

    private final Period period;

    Length(Period period) {
      this.period = period;
    }

    /** The value in the query. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  /** The metrics of each hour, day or week, newest first, and their summary. */
  @Get("/metrics")
  MetricsView metrics(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = "hour")
          @Parameter(schema = @Schema(allowableValues = {"hour", "day", "week"}))
          Length period,
      @QueryValue(defaultValue = "24") Limit limit) {
    var rows =
        repository.newest(
            organizationId.value(), service.value(), period.period.toString(), limit.value());
    return MetricsView.of(
        organizationId.value(),
        service.value(),
        period.toString(),
        metrics(organizationId, service, period.period, rows));
  }

  /** The latest hours one by one, the current one last. */
  @Get("/timeline")
  TimelineView timeline(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = "24") int hours) {
    var now = clock.instant();
    var start = TimelineView.start(QueryParameters.range("hours", hours, 1, HOURS_MAX), now);
    var rows =
        repository.since(organizationId.value(), service.value(), Period.HOURLY.toString(), start);
    return TimelineView.of(
        organizationId.value(),
        service.value(),
        hours,
        metrics(organizationId, service, Period.HOURLY, rows),
        now);
  }

  private static List<SyncMetrics> metrics(
      OrganizationId organization, ServiceName service, Period period, List<MetricsRow> rows) {
    return rows.stream().map(row -> row.toMetrics(organization, service, period)).toList();
  }
}
