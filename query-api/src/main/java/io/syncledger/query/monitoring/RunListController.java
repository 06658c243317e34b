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
import io.syncledger.query.monitoring.MonitoringRepository.Position;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the runs of a service. */
@Controller("/api/v1/monitoring/{organization_id}/{service}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunListController {
  /**
   * @param next where the list continues; null at its end
   */
  private record Page(List<RunListEntry> runs, @Nullable String next) {}

  private final MonitoringRepository repository;
  private final Clock clock;

  RunListController(MonitoringRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Serdeable
  @Schema(name = "MonitoredRunsController.MonitoredRuns")
  record RunList(
      String organizationId,
      String service,
      List<RunListEntry> events,
      @Nullable String nextCursor) {}

  @Serdeable
  @Schema(name = "MonitoredRunsController.WebhookRuns")
  record WebhookRuns(
      String organizationId,
      String service,
      List<RunListEntry> webhooks,
      @Nullable String nextCursor) {}

  /** A service's runs, newest first. */
  @Get("/events")
  RunList events(
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
    var page = page(organizationId, service, filter, limit.value(), cursor);
    return new RunList(organizationId.value(), service.value(), page.runs(), page.next());
  }

  /** The runs that were started by a webhook, newest first. */
  @Get("/webhooks")
  WebhookRuns webhooks(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    var page = page(organizationId, service, RunFilter.BY_WEBHOOK, limit.value(), cursor);
    return new WebhookRuns(organizationId.value(), service.value(), page.runs(), page.next());
  }

  private Page page(
      OrganizationId organization,
      ServiceName service,
      RunFilter filter,
      int limit,
      @Nullable Cursor cursor) {
    var after = cursor == null ? null : position(cursor);
    var rows = repository.runs(organization.value(), service.value(), filter, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var last = rows.size() > limit ? shown.getLast() : null;
    var now = clock.instant();
    return new Page(
        shown.stream().map(row -> RunListEntry.of(row.toRun(), now)).toList(),
        last == null ? null : Cursor.of(last.id(), last.syncId()).encode());
  }

  private static Position position(Cursor cursor) {
    var parts = cursor.parts();
    if (parts.size() != 2) {
      throw Cursor.invalid();
    }
    try {
      return new Position(Long.parseLong(parts.getFirst()), parts.getLast());
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }
}
