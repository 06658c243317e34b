package io.syncledger.query.alerts.backtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.EventId;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Backtests of alert rules. */
@Controller("/api/v1/alerts/{organization_id}/backtest")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BacktestController {
  private static final Duration MAX_PERIOD = Duration.ofDays(366);

  private final Backtest backtest;
  private final Clock clock;

  BacktestController(Backtest backtest, Clock clock) {
    this.backtest = backtest;
    this.clock = clock;
  }

  /**
   * @param threshold a duration, a percentage or a number, depending on the rule
   * @param from seven days before {@code to} if omitted
   * @param to now if omitted
   * @param service every service of the organization if omitted
   */
  @Serdeable
  record BacktestRequest(
      @Nullable String rule,
      @Nullable String threshold,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String service) {}

  /**
   * @param resolvedAt null if it still fired at the end
   * @param because ids of the events the rule fired for
   */
  @Serdeable
  record Episode(
      Instant at,
      @Nullable Instant resolvedAt,
      String service,
      List<String> because,
      String summary) {

    static Episode of(Alert alert) {
      return new Episode(
          Objects.requireNonNull(alert.startsAt()),
          alert.resolvedAt(),
          alert.service().value(),
          alert.because().stream().map(EventId::toString).toList(),
          alert.summary());
    }
  }

  /**
   * @param fired how often the rule would have fired with the proposed threshold
   * @param firedTodayRule how often it fires with the current thresholds
   * @param recoveredWithin60s how many of {@code fired} were resolved within a minute
   * @param episodes the first 1000 of {@code fired}
   */
  @Serdeable
  record BacktestReport(
      String rule,
      Instant from,
      Instant to,
      long fired,
      long firedTodayRule,
      @JsonProperty("recovered_within_60s") long recoveredWithin60s,
      List<Episode> episodes) {}

  /**
   * Shows what a rule would have done to the recorded past with another threshold. Changes nothing.
   */
  @Post
  BacktestReport run(
      @PathVariable("organization_id") OrganizationId organizationId, @Body BacktestRequest body) {
    var request = parse(organizationId, body);
    var result = backtest.run(request);
    return new BacktestReport(
        request.proposal().rule().toString(),
        request.from(),
        request.to(),
        result.proposed().fired(),
        result.current().fired(),
        result.proposed().recoveredWithinMinute(),
        result.proposed().episodes().stream().map(Episode::of).toList());
  }

  private Backtest.Request parse(OrganizationId organization, BacktestRequest body) {
    var errors = new ArrayList<FieldError>();
    var to = body.to() == null ? clock.instant() : body.to();
    var from = body.from() == null ? to.minus(Duration.ofDays(7)) : body.from();
    if (!from.isBefore(to) || from.plus(MAX_PERIOD).isBefore(to)) {
      errors.add(new FieldError("from", "must be before to, by a year at most"));
    }
    if (body.threshold() == null) {
      errors.add(new FieldError("threshold", "is required"));
    }
    Rule rule = null;
    ServiceName service = null;
    try {
      rule = Rule.parse(String.valueOf(body.rule()));
      service = body.service() == null ? null : new ServiceName(body.service());
    } catch (InvalidEventException e) {
      errors.add(FieldError.of(e));
    }
    if (!errors.isEmpty() || rule == null || body.threshold() == null) {
      throw Problem.badRequest(errors);
    }
    return new Backtest.Request(
        organization, service, new ProposedThreshold(rule, body.threshold().strip()), from, to);
  }
}
