package io.syncledger.query.alerts.engine;

import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Incident;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of incidents, and which alerts are part of them. */
final class IncidentRepository {
  /** What organisations suffer from together. */
  record Cause(ServiceName service, String errorCode) {}

  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

  private static final String FIND_CAUSE =
      "select service, error_code from alert_incidents where incident_id = ?";

  private static final String FIND_OPEN =
      """
      select incident_id from alert_incidents
      where service = ? and error_code = ? and resolved_at is null
      """;

  private static final String CANDIDATE =
      """
      select count(distinct organization_id), min(started_at) from sync_alerts
      where state = 'firing' and service = ? and error_code = ? and started_at >= ?
      """;

  private static final String INSERT =
      """
      insert into alert_incidents (incident_id, service, error_code, organizations, started_at)
      values (?, ?, ?, ?, ?) on conflict (incident_id) do nothing
      """;

  private static final String ASSIGN_FIRING_ALERTS =
      """
      update sync_alerts set incident_id = ?
      where state = 'firing' and service = ? and error_code = ? and started_at >= ?
        and incident_id is null
      """;

  private static final String ADD_ALERT =
      """
      update alert_incidents i set organizations = greatest(organizations, (
        select count(distinct organization_id) from sync_alerts a
        where a.incident_id = i.incident_id or a.id = ?))
      where incident_id = ?
      """;

  private static final String RESOLVE =
      """
      update alert_incidents i set resolved_at = ?
      where incident_id = ? and resolved_at is null and not exists (
        select from sync_alerts a where a.incident_id = i.incident_id and a.state = 'firing')
      returning service, error_code, organizations, started_at
      """;

  private IncidentRepository() {}

  /** One instance at a time deals with a cause, until the commit. */
  static void lock(Connection transaction, Cause cause) throws SQLException {
    try (var statement = transaction.prepareStatement(LOCK)) {
      statement.setString(1, "alert_incidents " + cause.service() + " " + cause.errorCode());
      statement.execute();
    }
  }

  static Optional<Cause> findCause(Connection connection, String incident) throws SQLException {
    try (var statement = connection.prepareStatement(FIND_CAUSE)) {
      statement.setString(1, incident);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(causeAt(rows)) : Optional.empty();
      }
    }
  }

  private static Cause causeAt(ResultSet rows) throws SQLException {
    return new Cause(new ServiceName(rows.getString("service")), rows.getString("error_code"));
  }

  static Optional<String> findOpen(Connection connection, Cause cause) throws SQLException {
    try (var statement = connection.prepareStatement(FIND_OPEN)) {
      statement.setString(1, cause.service().value());
      statement.setString(2, cause.errorCode());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /** The incident that there would be of those who suffer since then; null when nobody does. */
  static @Nullable Incident candidate(Connection connection, Cause cause, Instant since)
      throws SQLException {
    try (var statement = connection.prepareStatement(CANDIDATE)) {
      statement.setString(1, cause.service().value());
      statement.setString(2, cause.errorCode());
      statement.setObject(3, since.atOffset(ZoneOffset.UTC));
      try (var rows = statement.executeQuery()) {
        rows.next();
        var first = rows.getObject(2, OffsetDateTime.class);
        return first == null ? null : begun(cause, rows.getLong(1), first.toInstant());
      }
    }
  }

  private static Incident begun(Cause cause, long organizations, Instant since) {
    var id =
        "incident-%s-%s-%d".formatted(cause.service(), cause.errorCode(), since.toEpochMilli());
    return new Incident(id, cause.service(), cause.errorCode(), organizations, since, null);
  }

  /** False when it is known already. */
  static boolean insert(Connection transaction, Incident incident) throws SQLException {
    try (var statement = transaction.prepareStatement(INSERT)) {
      statement.setString(1, incident.incidentId());
      statement.setString(2, incident.service().value());
      statement.setString(3, incident.errorCode());
      statement.setLong(4, incident.organizations());
      statement.setObject(5, incident.startsAt().atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() > 0;
    }
  }

  /** Makes the alerts of its cause since then part of it. */
  static void assignFiringAlerts(Connection transaction, Incident incident, Instant since)
      throws SQLException {
    try (var statement = transaction.prepareStatement(ASSIGN_FIRING_ALERTS)) {
      statement.setString(1, incident.incidentId());
      statement.setString(2, incident.service().value());
      statement.setString(3, incident.errorCode());
      statement.setObject(4, since.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  static void addAlert(Connection transaction, Alert alert, String incident) throws SQLException {
    try (var statement = transaction.prepareStatement(ADD_ALERT)) {
      statement.setString(1, alert.id());
      statement.setString(2, incident);
      statement.executeUpdate();
    }
  }

  /** The incident, if it is over with this. */
  static Optional<Incident> resolve(Connection transaction, String incident, Instant end)
      throws SQLException {
    try (var statement = transaction.prepareStatement(RESOLVE)) {
      statement.setObject(1, end.atOffset(ZoneOffset.UTC));
      statement.setString(2, incident);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var cause = causeAt(rows);
        var since = rows.getObject("started_at", OffsetDateTime.class).toInstant();
        return Optional.of(
            new Incident(
                incident,
                cause.service(),
                cause.errorCode(),
                rows.getLong("organizations"),
                since,
                end));
      }
    }
  }
}
