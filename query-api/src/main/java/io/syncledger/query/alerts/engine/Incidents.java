package io.syncledger.query.alerts.engine;

import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Incident;
import io.syncledger.events.alert.Notice;
import io.syncledger.query.delivery.Notices;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds alerts of many organisations that have one cause into one incident: the same error at the
 * same service, within a window. One instance at a time deals with a cause.
 */
@Singleton
final class Incidents {
  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

  private static final String CAUSE =
      "select service, error_code from alert_incidents where incident_id = ?";

  private static final String OPEN =
      """
      select incident_id from alert_incidents
      where service = ? and error_code = ? and resolved_at is null
      """;

  private static final String SUFFERING =
      """
      select count(distinct organization_id), min(started_at) from sync_alerts
      where state = 'firing' and service = ? and error_code = ? and started_at >= ?
      """;

  private static final String ADD =
      """
      insert into alert_incidents (incident_id, service, error_code, organizations, started_at)
      values (?, ?, ?, ?, ?) on conflict (incident_id) do nothing
      """;

  private static final String GATHER =
      """
      update sync_alerts set incident_id = ?
      where state = 'firing' and service = ? and error_code = ? and started_at >= ?
        and incident_id is null
      """;

  private static final String JOINED =
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

  private final Notices notices;
  private final EngineSettings settings;

  Incidents(Notices notices, EngineSettings settings) {
    this.notices = notices;
    this.settings = settings;
  }

  /** The incident that an alert which fires is part of, if it is; one is opened when it is time. */
  Optional<String> of(Connection transaction, Alert alert) throws SQLException {
    var code = alert.errorCode();
    var since = alert.startsAt();
    if (code == null || since == null) {
      return Optional.empty();
    }
    lock(transaction, alert.service(), code);
    var open = open(transaction, alert.service(), code);
    if (open.isPresent()) {
      joined(transaction, alert, open.get());
      return open;
    }
    return begun(transaction, alert.service(), code, since.minus(settings.incidentWindow()));
  }

  private static void lock(Connection transaction, ServiceName service, String code)
      throws SQLException {
    try (var statement = transaction.prepareStatement(LOCK)) {
      statement.setString(1, "alert_incidents " + service + " " + code);
      statement.execute();
    }
  }

  private static Optional<String> open(Connection transaction, ServiceName service, String code)
      throws SQLException {
    try (var statement = transaction.prepareStatement(OPEN)) {
      statement.setString(1, service.value());
      statement.setString(2, code);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  private static void joined(Connection transaction, Alert alert, String incident)
      throws SQLException {
    try (var statement = transaction.prepareStatement(JOINED)) {
      statement.setString(1, alert.id());
      statement.setString(2, incident);
      statement.executeUpdate();
    }
  }

  private Optional<String> begun(
      Connection transaction, ServiceName service, String code, Instant since) throws SQLException {
    var incident = suffering(transaction, service, code, since);
    if (incident == null || incident.organizations() < settings.incidentOrganizations()) {
      return Optional.empty();
    }
    if (added(transaction, incident)) {
      notices.append(transaction, new Notice.IncidentNotice(Notice.Kind.RAISED, incident));
    }
    try (var statement = transaction.prepareStatement(GATHER)) {
      statement.setString(1, incident.incidentId());
      statement.setString(2, service.value());
      statement.setString(3, code);
      statement.setObject(4, since.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
    return Optional.of(incident.incidentId());
  }

  private static @Nullable Incident suffering(
      Connection transaction, ServiceName service, String code, Instant since) throws SQLException {
    try (var statement = transaction.prepareStatement(SUFFERING)) {
      statement.setString(1, service.value());
      statement.setString(2, code);
      statement.setObject(3, since.atOffset(ZoneOffset.UTC));
      try (var rows = statement.executeQuery()) {
        rows.next();
        var first = rows.getObject(2, OffsetDateTime.class);
        return first == null
            ? null
            : incident(service, code, rows.getLong(1), first.toInstant(), null);
      }
    }
  }

  private static Incident incident(
      ServiceName service, String code, long organizations, Instant since, @Nullable Instant end) {
    var id = "incident-%s-%s-%d".formatted(service, code, since.toEpochMilli());
    return new Incident(id, service, code, organizations, since, end);
  }

  private static boolean added(Connection transaction, Incident incident) throws SQLException {
    try (var statement = transaction.prepareStatement(ADD)) {
      statement.setString(1, incident.incidentId());
      statement.setString(2, incident.service().value());
      statement.setString(3, incident.errorCode());
      statement.setLong(4, incident.organizations());
      statement.setObject(5, incident.startsAt().atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() > 0;
    }
  }

  /** Ends an incident with the last of its alerts. */
  void resolved(Connection transaction, Alert alert) throws SQLException {
    var id = alert.incidentId();
    var end = alert.resolvedAt();
    if (id == null || end == null || !lock(transaction, id)) {
      return;
    }
    try (var statement = transaction.prepareStatement(RESOLVE)) {
      statement.setObject(1, end.atOffset(ZoneOffset.UTC));
      statement.setString(2, id);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          var over =
              new Incident(
                  id,
                  new ServiceName(rows.getString(1)),
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getObject(4, OffsetDateTime.class).toInstant(),
                  end);
          notices.append(transaction, new Notice.IncidentNotice(Notice.Kind.RESOLVED, over));
        }
      }
    }
  }

  /** Its own cause counts: that of an alert may have become another. */
  private static boolean lock(Connection transaction, String incident) throws SQLException {
    try (var statement = transaction.prepareStatement(CAUSE)) {
      statement.setString(1, incident);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          lock(transaction, new ServiceName(rows.getString(1)), rows.getString(2));
          return true;
        }
        return false;
      }
    }
  }
}
