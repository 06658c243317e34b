package io.syncledger.query.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import io.syncledger.query.health.Healths;
import io.syncledger.query.run.Runs;

/** The past runs of an organisation. */
@Controller("/api/v1/sync/history")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {
  private final Runs runs;
  private final Healths healths;

  HistoryController(Runs runs, Healths healths) {
    this.runs = runs;
    this.healths = healths;
  }

  /** An organisation's latest runs, of every service, and its totals. */
  @Get("/{organization_id}")
  HistoryView history(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit) {
    return HistoryView.of(
        organizationId, healths.of(organizationId), runs.newest(organizationId, limit.value()));
  }
}
