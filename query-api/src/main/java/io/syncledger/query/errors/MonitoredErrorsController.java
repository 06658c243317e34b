package io.syncledger.query.errors;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import io.syncledger.query.monitoring.Allowed;
import io.syncledger.query.errors.ErrorsView.ErrorEntry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Why a service's runs failed. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/errors")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MonitoredErrorsController {
  private final FailureReader failures;
  private final Clock clock;

  MonitoredErrorsController(FailureReader failures, Clock clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /** Why a service's runs failed, and what has become of it, newest first. */
  @Get
  ErrorsView errors(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(value = "include_resolved", defaultValue = "false") String includeResolved,
      @QueryValue(defaultValue = "50") Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    boolean all = Allowed.flag("include_resolved", includeResolved);
    var counts = failures.counts(organizationId, service);
    var page = failures.page(organizationId, service, all, limit.value(), cursor);
    var now = clock.instant();
    return new ErrorsView(
        organizationId.value(),
        service.value(),
        counts.stream().mapToLong(FailureReader.Count::total).sum(),
        counts.stream().mapToLong(FailureReader.Count::unresolved).sum(),
        ErrorsView.byType(counts, all),
        page.failures().stream().map(failure -> ErrorEntry.of(failure, now)).toList(),
        page.next());
  }
}
