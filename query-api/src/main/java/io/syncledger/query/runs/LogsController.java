package io.syncledger.query.runs;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import io.syncledger.query.KnownServices;
import java.util.List;

/** Shows the runs of Cliniko syncs in the form of the table {@code sync_logs}. */
@Controller("/api/v1/cliniko/sync-logs")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogsController {
  private final RunReader runs;

  LogsController(RunReader runs) {
    this.runs = runs;
  }

  @Serdeable
  record Logs(List<LogView> logs) {}

  /** An organization's Cliniko syncs, newest first. */
  @Get("/{organization_id}")
  Logs logs(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit) {
    return new Logs(
        runs.newest(organizationId, KnownServices.CLINIKO, limit.value()).stream()
            .map(LogView::of)
            .toList());
  }
}
