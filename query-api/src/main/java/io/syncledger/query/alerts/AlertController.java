package io.syncledger.query.alerts;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.Caller;
import io.syncledger.http.Cursor;
import io.syncledger.http.FieldError;
import io.syncledger.http.Limit;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.http.wire.Rfc3339;
import io.syncledger.query.annotations.AnnotationPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The alerts of an organization. */
@Controller("/api/v1/alerts")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlertController {
  private final AlertRepository alerts;
  private final AnnotationPublisher annotations;
  private final Clock clock;

  AlertController(AlertRepository alerts, AnnotationPublisher annotations, Clock clock) {
    this.alerts = alerts;
    this.annotations = annotations;
    this.clock = clock;
  }

  @Serdeable
  record Page(String organizationId, List<AlertView> alerts, @Nullable String nextCursor) {}

  /**
   * @param acknowledged always true
   * @param acknowledgedAt when it was requested; the alert shows the first acknowledgement
   */
  @Serdeable
  record Acknowledgement(
      String id, boolean acknowledged, String acknowledgedBy, Instant acknowledgedAt) {}

  /**
   * The organization's alerts, the latest first.
   *
   * @param state {@code firing} or {@code resolved}; both if omitted
   */
  @Get("/{organization_id}")
  Page alerts(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue ServiceName service,
      @Nullable @QueryValue String rule,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @Nullable @QueryValue Cursor cursor) {
    var found = find(organizationId, state(state), service, rule(rule), cursor, limit);
    var page = found.subList(0, Math.min(limit.value(), found.size()));
    var now = clock.instant();
    return new Page(
        organizationId.value(),
        page.stream().map(alert -> AlertView.of(alert, now)).toList(),
        found.size() > page.size() ? cursorAt(page.getLast()) : null);
  }

  private List<Alert> find(
      OrganizationId organization,
      @Nullable AlertState state,
      @Nullable ServiceName service,
      @Nullable Rule rule,
      @Nullable Cursor cursor,
      Limit limit) {
    var rows =
        alerts.list(
            organization.value(),
            state == null ? null : state.toString(),
            service == null ? null : service.value(),
            rule == null ? null : rule.toString(),
            cursor == null ? null : startedBefore(cursor),
            cursor == null ? null : cursor.parts().get(1),
            limit.value() + 1);
    return rows.stream().map(AlertRow::toAlert).toList();
  }

  private static Instant startedBefore(Cursor cursor) {
    try {
      if (cursor.parts().size() == 2) {
        return Rfc3339.parse(cursor.parts().getFirst());
      }
    } catch (IllegalArgumentException e) {
      throw Cursor.invalid();
    }
    throw Cursor.invalid();
  }

  private static String cursorAt(Alert last) {
    return Cursor.of(Rfc3339.format(Objects.requireNonNull(last.startsAt())), last.id()).encode();
  }

  private static @Nullable AlertState state(@Nullable String text) {
    return switch (text) {
      case null -> null;
      case "firing" -> AlertState.FIRING;
      case "resolved" -> AlertState.RESOLVED;
      default -> throw Problem.badRequest("state", "must be firing or resolved");
    };
  }

  private static @Nullable Rule rule(@Nullable String text) {
    try {
      return text == null ? null : Rule.parse(text);
    } catch (InvalidEventException e) {
      throw Problem.badRequest(List.of(FieldError.of(e)));
    }
  }

  /**
   * Acknowledges an alert: the operator has seen it and is handling it. It keeps firing. The first
   * acknowledgement is the one shown; later ones change nothing.
   */
  @Post("/{id}/acknowledge")
  @Secured(Role.OPERATOR)
  Acknowledgement acknowledge(@PathVariable String id, Caller caller) {
    var alert =
        alerts
            .find(id, caller.organizations().stream().map(OrganizationId::value).toList())
            .map(AlertRow::toAlert)
            .orElseThrow(() -> Problem.notFound("There is no such alert"));
    var by = alert.acknowledgedBy();
    var at = alert.acknowledgedAt();
    if (by != null && at != null) {
      return new Acknowledgement(alert.id(), true, by, at);
    }
    if (alert.state() != AlertState.FIRING) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "alert_not_firing",
          "Nothing to acknowledge",
          "The alert does not fire any more");
    }
    annotations.alertAcknowledged(alert.key(), alert.id(), caller.subject());
    return new Acknowledgement(alert.id(), true, caller.subject(), clock.instant());
  }
}
