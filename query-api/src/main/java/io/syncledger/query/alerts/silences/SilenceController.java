package io.syncledger.query.alerts.silences;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Caller;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.http.wire.Rfc3339;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Silences: windows in which alerts fire without notifications. */
@Controller("/api/v1/alerts/{organization_id}/silences")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SilenceController {
  private static final int MAX_OPEN = 1000;
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
  private static final UUID LAST = new UUID(-1, -1);

  private final SilenceRepository repository;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  SilenceController(
      SilenceRepository repository,
      @Named("query") TransactionOperations<Connection> transactions,
      Clock clock) {
    this.repository = repository;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param service null for every service
   * @param rule null for every rule
   * @param state {@code pending}, {@code active} or {@code ended}
   */
  @Serdeable
  record View(
      String id,
      String organizationId,
      @Nullable String service,
      @Nullable String rule,
      Instant from,
      Instant to,
      String state,
      String comment,
      String createdBy,
      Instant createdAt) {

    static View of(SilenceRow row, Instant now) {
      var begun = now.isBefore(row.startsAt()) ? "pending" : "active";
      return new View(
          row.id().toString(),
          row.organizationId(),
          row.service(),
          row.rule(),
          row.startsAt(),
          row.endsAt(),
          now.isBefore(row.endsAt()) ? begun : "ended",
          row.comment(),
          row.createdBy(),
          row.createdAt());
    }
  }

  @Serdeable
  record Page(List<View> silences, @Nullable String nextCursor) {}

  /** Silences alerts of some or all services and rules for a period of time. */
  @Post
  HttpResponse<View> create(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Body SilenceRequest body,
      Caller caller) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var row = body.toRow(organizationId, caller, now);
    if (repository.countOpen(organizationId.value(), now) >= MAX_OPEN) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "too_many_silences",
          "Too many silences",
          "There are " + MAX_OPEN + " that have not ended; end some first");
    }
    repository.save(row);
    return HttpResponse.created(View.of(row, now));
  }

  /** The organization's silences; those that end last come first. */
  @Get
  @Secured(Role.VIEWER)
  Page list(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    var before = cursor == null ? NEVER : before(cursor);
    var beforeId = cursor == null ? LAST : beforeId(cursor);
    var found = repository.list(organizationId.value(), before, beforeId, limit.value() + 1);
    var page = found.subList(0, Math.min(limit.value(), found.size()));
    var now = clock.instant();
    return new Page(
        page.stream().map(row -> View.of(row, now)).toList(),
        found.size() > page.size()
            ? Cursor.of(Rfc3339.format(page.getLast().endsAt()), page.getLast().id()).encode()
            : null);
  }

  private static Instant before(Cursor cursor) {
    try {
      return Rfc3339.parse(cursor.parts().getFirst());
    } catch (IllegalArgumentException e) {
      throw Cursor.invalid();
    }
  }

  private static UUID beforeId(Cursor cursor) {
    try {
      return UUID.fromString(cursor.parts().getLast());
    } catch (IllegalArgumentException e) {
      throw Cursor.invalid();
    }
  }

  /** Ends a silence now. Alerts it held back that still fire are notified of. */
  @Delete("/{silence_id}")
  View end(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("silence_id") UUID silenceId) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    transactions.executeWrite(
        _ -> {
          int ended = repository.end(organizationId.value(), silenceId, now);
          if (ended > 0) {
            repository.notifyNow(organizationId.value(), now);
          }
          return ended;
        });
    return repository
        .find(organizationId.value(), silenceId)
        .map(row -> View.of(row, now))
        .orElseThrow(() -> Problem.notFound("There is no such silence"));
  }
}
