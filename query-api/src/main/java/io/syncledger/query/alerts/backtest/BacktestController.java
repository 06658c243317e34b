package io.syncledger.query.alerts.backtest;

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

/** What a rule would have done. */
@Controller("/api/v1/alerts/{organization_id}/backtest")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BacktestController {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Backtest backtest;
  private final Clock clock;

  BacktestController(Backtest backtest, Clock clock) {
    this.backtest = backtest;
    this.clock = clock;
  }

  /**
   * @param threshold a time, a share or a number, as the rule wants it
   * @param from seven days before {@code to} when left out
   * @param to now when left out
   * @param service every service of the organisation when left out
   */
  @Serdeable
  record BacktestRequest(
      @Nullable String rule,
      @Nullable String threshold,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String service) {}

  /**
   * @param resolvedAt null when it still fired at the end
   * @param because ids of the events that the rule fired for
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
   * @param fired how often the rule would have fired with the threshold
   * @param firedTodayRule how often it fires with the thresholds that hold today
   * @param recoveredWithin60s how many of {@code fired} were over within a minute
   * @param episodes of {@code fired}, the first 1000
   */
  @Serdeable
  record BacktestReport(
      String rule,
      Instant from,
      Instant to,
      long fired,
      long firedTodayRule,
      @com.fasterxml.jackson.annotation.JsonProperty("recovered_within_60s")
          long recoveredWithin60s,
      List<Episode> episodes) {}

  /** What the rule would have done to the recorded past with another threshold. Changes nothing. */
  @Post
  BacktestReport run(
      @PathVariable("organization_id") OrganizationId organizationId, @Body BacktestRequest wish) {
    var question = parse(organizationId, wish);
    var answer = backtest.run(question);
    return new BacktestReport(
        question.proposal().rule().toString(),
        question.from(),
        question.to(),
        answer.proposed().fired(),
        answer.current().fired(),
        answer.proposed().recoveredWithinMinute(),
        answer.proposed().episodes().stream().map(Episode::of).toList());
  }

  private Backtest.Request parse(OrganizationId organization, BacktestRequest wish) {
    var bad = new ArrayList<FieldError>();
    var to = wish.to() == null ? clock.instant() : wish.to();
    var from = wish.from() == null ? to.minus(Duration.ofDays(7)) : wish.from();
    if (!from.isBefore(to) || from.plus(LONGEST).isBefore(to)) {
      bad.add(new FieldError("from", "must be before to, by a year at most"));
    }
    if (wish.threshold() == null) {
      bad.add(new FieldError("threshold", "is required"));
    }
    Rule rule = null;
    ServiceName service = null;
    try {
      rule = Rule.parse(String.valueOf(wish.rule()));
      service = wish.service() == null ? null : new ServiceName(wish.service());
    } catch (InvalidEventException e) {
      bad.add(FieldError.of(e));
    }
    if (!bad.isEmpty() || rule == null || wish.threshold() == null) {
      throw Problem.badRequest(bad);
    }
    return new Backtest.Request(
        organization, service, new ProposedThreshold(rule, wish.threshold().strip()), from, to);
  }
}
