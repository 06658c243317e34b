package io.syncledger.query.alerts;

import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Rule;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_alerts}.
 *
 * @param updatedAt when the row last changed
 */
public record AlertRow(Alert alert, Instant updatedAt) {
  /** What {@link #read} needs. */
  public static final String COLUMNS =
      """
      fingerprint, episode, organization_id, service, rule, state, summary, because::text, error_code,
      pending_since, started_at, resolved_at, acknowledged_by, acknowledged_at, incident_id, updated_at
      """;

  /** The row that a query stands at. */
  public static AlertRow read(ResultSet rows) throws SQLException {
    var rule = Rule.parse(rows.getString("rule"));
    var alert =
        new Alert(
            rows.getString("fingerprint"),
            new OrganizationId(rows.getString("organization_id")),
            new ServiceName(rows.getString("service")),
            rule,
            rule.severity(),
            AlertState.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
            rows.getLong("episode"),
            required(rows, "pending_since"),
            instant(rows, "started_at"),
            instant(rows, "resolved_at"),
            because(rows.getString("because")),
            rows.getString("summary"),
            rows.getString("error_code"),
            rows.getString("acknowledged_by"),
            instant(rows, "acknowledged_at"),
            rows.getString("incident_id"));
    return new AlertRow(alert, required(rows, "updated_at"));
  }

  private static List<EventId> because(String json) {
    return Stream.of(EventJson.read(json.getBytes(StandardCharsets.UTF_8), EventId[].class))
        .toList();
  }

  private static Instant required(ResultSet rows, String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
    var value = rows.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
