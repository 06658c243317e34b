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
import io.syncledger.http.QueryParameters;
import io.syncledger.http.Role;
import io.syncledger.query.errors.ErrorsView.ErrorEntry;
import io.syncledger.query.errors.FailureRepository.TypeCount;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the failures of a service's runs. */
@Controller("/api/v1/monitoring/{organization_id}/{service}/errors")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ErrorsController {
  /** A position in the list, which is ordered by creation and id, newest first. */
  private record Position(Instant createdAt, String id) {
    private static final Position START =
        new Position(Instant.parse("9999-12-31T23:59:59.999Z"), "");

    static Position of(@Nullable Cursor cursor) {
      if (cursor == null) {
        return START;
      }
      var parts = cursor.parts();
      if (parts.size() != 2) {
        throw Cursor.invalid();
      }
      try {
        return new Position(Instant.parse(parts.getFirst()), parts.getLast());
      } catch (DateTimeException e) {
        throw Cursor.invalid();
      }
    }
  }

  /**
   * @param next where the list continues; null at its end
   */
  private record Page(List<Failure> failures, @Nullable String next) {}

  private final FailureRepository failures;
  private final Clock clock;

  ErrorsController(FailureRepository failures, Clock clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /** Lists the failures of a service's runs and their resolution, newest first. */
  @Get
  ErrorsView errors(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("service") ServiceName service,
      @QueryValue(value = "include_resolved", defaultValue = "false") String includeResolved,
      @QueryValue(defaultValue = "50") Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    boolean all = QueryParameters.flag("include_resolved", includeResolved);
    var counts = failures.countByType(organizationId.value(), service.value());
    var page = page(organizationId, service, all, limit.value(), Position.of(cursor));
    var now = clock.instant();
    return new ErrorsView(
        organizationId.value(),
        service.value(),
        counts.stream().mapToLong(TypeCount::total).sum(),
        counts.stream().mapToLong(TypeCount::unresolved).sum(),
        ErrorsView.byType(counts, all),
        page.failures().stream().map(failure -> ErrorEntry.of(failure, now)).toList(),
        page.next());
  }

  private Page page(
      OrganizationId organization,
      ServiceName service,
      boolean includeResolved,
      int limit,
      Position from) {
    var found =
        failures.page(
            organization.value(),
            service.value(),
            from.createdAt(),
            from.id(),
            includeResolved,
            limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var last = found.size() > limit ? shown.getLast() : null;
    return new Page(shown, last == null ? null : Cursor.of(last.createdAt(), last.id()).encode());
  }
}
