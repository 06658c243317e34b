package io.syncledger.query.monitoring;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncType;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of a service. */
@Controller("/api/v1/monitoring/{organization_id}/{service}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MonitoredRunsController {
  private final RunPageReader pages;
  private final Clock clock;

  MonitoredRunsController(RunPageReader pages, Clock clock) {
    this.pages = pages;
    this.clock = clock;
  }

  @Serdeable
  record MonitoredRuns(
      String organizationId,
      String service,
      List<MonitoredRun> events,
      @Nullable String nextCursor) {}

  @Serdeable
  record WebhookRuns(
      String organizationId,
      String service,
      List<MonitoredRun> webhooks,
      @Nullable String nextCursor) {}

  /** A service's runs, newest first. */
  @Get("/events")
  MonitoredRuns events(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue
          @Parameter(
              schema = @Schema(allowableValues = {"started", "success", "failed", "cancelled"}))
          RunFilter.@Nullable Result status,
      @Nullable
          @QueryValue
          @Parameter(schema = @Schema(allowableValues = {"full", "incremental", "webhook"}))
          SyncType type,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    var filter = new RunFilter(status, type, false);
    var page = pages.page(organizationId, service, filter, limit.value(), cursor);
    return new MonitoredRuns(organizationId.value(), service.value(), shown(page), page.next());
  }

  /** The runs that a webhook started, newest first. */
  @Get("/webhooks")
  WebhookRuns webhooks(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    var page = pages.page(organizationId, service, RunFilter.BY_WEBHOOK, limit.value(), cursor);
    return new WebhookRuns(organizationId.value(), service.value(), shown(page), page.next());
  }

  private List<MonitoredRun> shown(RunPageReader.Page page) {
    var now = clock.instant();
    return page.runs().stream().map(run -> MonitoredRun.of(run, now)).toList();
  }
}
