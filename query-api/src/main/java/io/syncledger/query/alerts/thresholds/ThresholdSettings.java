package io.syncledger.query.alerts.thresholds;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Caller;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;

/** What organisations set; a change holds at once for what fires already. */
@Singleton
final class ThresholdSettings {
  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

  private static final String SET =
      """
      insert into alert_thresholds (organization_id, service, settings, updated_by, updated_at)
      values (?, ?, ?::jsonb, ?, ?)
      on conflict (organization_id, service) do update set settings = excluded.settings,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      """;

  private static final String REEVALUATE =
      """
      update alert_watches set alert_after = '1970-01-01T00:00:00Z'
      where organization_id = ? and (? = '' or service = ?)
      """;

  /**
   * @param set what differs from the default, for all services or over that for one
   * @param effective what holds by it
   */
  record Chosen(SortedMap<String, Object> set, Thresholds effective) {}

  private final TransactionOperations<Connection> transactions;
  private final ThresholdStore rows;
  private final Clock clock;

  ThresholdSettings(
      @Named("query") TransactionOperations<Connection> transactions,
      ThresholdStore rows,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * @param service empty for all that have none of their own
   */
  Chosen get(OrganizationId organization, String service) {
    return transactions.executeRead(
        status -> chosen(status.getConnection(), organization.value(), service));
  }

  private Chosen chosen(Connection connection, String organization, String service)
      throws SQLException {
    var own = rows.read(connection, List.of(organization));
    return new Chosen(own.of(organization, service), own.effective(organization, service));
  }

  /**
   * @throws Problem 400 naming every bad field; then nothing has changed
   */
  Chosen put(OrganizationId organization, String service, JsonNode body, Caller caller) {
    var bad = ThresholdsPatch.validate(body);
    if (!bad.isEmpty()) {
      throw Problem.badRequest(bad);
    }
    return transactions.executeWrite(
        status -> set(status.getConnection(), organization.value(), service, body, caller));
  }

  private Chosen set(
      Connection transaction, String organization, String service, JsonNode body, Caller caller)
      throws SQLException {
    lock(transaction, organization);
    var own = rows.read(transaction, List.of(organization));
    var after = ThresholdsPatch.applyTo(own.of(organization, service), body);
    var changed = own.with(organization, service, after);
    changed.services(organization).forEach(one -> validate(changed, organization, one));
    try (var statement = transaction.prepareStatement(SET)) {
      statement.setString(1, organization);
      statement.setString(2, service);
      statement.setString(3, new String(EventJson.write(after), StandardCharsets.UTF_8));
      statement.setString(4, caller.subject());
      statement.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
    reevaluate(transaction, organization, service);
    return new Chosen(after, changed.effective(organization, service));
  }

  private static void lock(Connection transaction, String organization) throws SQLException {
    try (var statement = transaction.prepareStatement(LOCK)) {
      statement.setString(1, "alert_thresholds " + organization);
      statement.execute();
    }
  }

  private static void validate(ThresholdOverrides changed, String organization, String service) {
    try {
      var unused = changed.effective(organization, service);
    } catch (RuntimeException e) {
      throw refusal(e);
    }
  }

  private static RuntimeException refusal(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidEventException invalid) {
        return Problem.badRequest(List.of(FieldError.of(invalid)));
      }
    }
    return failure;
  }

  private static void reevaluate(Connection transaction, String organization, String service)
      throws SQLException {
    try (var statement = transaction.prepareStatement(REEVALUATE)) {
      statement.setString(1, organization);
      statement.setString(2, service);
      statement.setString(3, service);
      statement.executeUpdate();
    }
  }
}
