package io.syncledger.query.alerts.silences;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.Caller;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to silence alerts.
 *
 * @param from now if omitted
 * @param service every service if omitted
 * @param rule every rule if omitted
 * @param comment the reason
 */
@Serdeable
record SilenceRequest(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String service,
    @Nullable String rule,
    @Nullable String comment) {
  private static final Duration MAX_DURATION = Duration.ofDays(366);
  private static final int MAX_COMMENT = 500;

  /**
   * @throws Problem 400 naming every invalid field
   */
  SilenceRow toRow(OrganizationId organization, Caller caller, Instant now) {
    var errors = new ArrayList<FieldError>();
    var starts = (from == null ? now : from).truncatedTo(ChronoUnit.MILLIS);
    var ends = (to == null ? Instant.EPOCH : to).truncatedTo(ChronoUnit.MILLIS);
    if (!ends.isAfter(starts) || !ends.isAfter(now) || ends.isAfter(starts.plus(MAX_DURATION))) {
      errors.add(
          new FieldError("to", "must be an instant ahead, after from and at most a year after it"));
    }
    check("service", service, ServiceName::new, errors);
    check("rule", rule, Rule::parse, errors);
    if (comment != null && (comment.length() > MAX_COMMENT || comment.indexOf('\0') >= 0)) {
      errors.add(new FieldError("comment", "must hold at most " + MAX_COMMENT + " characters"));
    }
    if (!errors.isEmpty()) {
      throw Problem.badRequest(errors);
    }
    return new SilenceRow(
        UUID.randomUUID(),
        organization.value(),
        service,
        rule,
        starts,
        ends,
        comment == null ? "" : comment,
        caller.subject(),
        now);
  }

  private static void check(
      String field,
      @Nullable String text,
      Function<String, ?> parse,
      ArrayList<FieldError> errors) {
    try {
      if (text != null) {
        var unused = parse.apply(text);
      }
    } catch (InvalidEventException e) {
      errors.add(new FieldError(field, FieldError.of(e).reason()));
    }
  }
}
