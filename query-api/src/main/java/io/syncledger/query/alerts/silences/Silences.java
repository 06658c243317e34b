package io.syncledger.query.alerts.silences;

import io.syncledger.events.alert.Alert;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether an alert may be told. */
public final class Silences {
  private static final String UNTIL =
      """
      select max(ends_at) from alert_silences
      where organization_id = ? and starts_at <= ? and ends_at > ?
        and (service is null or service = ?) and (rule is null or rule = ?)
      """;

  private Silences() {}

  /** Until when it is silenced, as far as is known now; empty when it is not. */
  public static Optional<Instant> until(Connection connection, Alert alert, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(UNTIL)) {
      var at = now.atOffset(ZoneOffset.UTC);
      statement.setString(1, alert.organizationId().value());
      statement.setObject(2, at);
      statement.setObject(3, at);
      statement.setString(4, alert.service().value());
      statement.setString(5, alert.rule().toString());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }
}
