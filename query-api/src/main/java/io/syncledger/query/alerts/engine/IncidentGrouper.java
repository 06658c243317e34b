package io.syncledger.query.alerts.engine;

import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Notification.IncidentNotification;
import io.syncledger.events.alert.Notification.Kind;
import io.syncledger.query.alerts.engine.IncidentRepository.Cause;
import io.syncledger.query.delivery.NotificationQueue;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Folds alerts of many organisations that have one cause into one incident: the same error at the
 * same service, within a window.
 */
@Singleton
final class IncidentGrouper {
  private final NotificationQueue notifications;
  private final AlertSettings settings;

  IncidentGrouper(NotificationQueue notices, AlertSettings settings) {
    this.notifications = notices;
    this.settings = settings;
  }

  /** The incident that an alert which fires is part of, if it is; one is opened when it is time. */
  Optional<String> assign(Connection transaction, Alert alert) throws SQLException {
    var code = alert.errorCode();
    var since = alert.startsAt();
    if (code == null || since == null) {
      return Optional.empty();
    }
    var cause = new Cause(alert.service(), code);
    IncidentRepository.lock(transaction, cause);
    var open = IncidentRepository.findOpen(transaction, cause);
    if (open.isPresent()) {
      IncidentRepository.addAlert(transaction, alert, open.get());
      return open;
    }
    return open(transaction, cause, since.minus(settings.incidentWindow()));
  }

  private Optional<String> open(Connection transaction, Cause cause, Instant since)
      throws SQLException {
    var incident = IncidentRepository.candidate(transaction, cause, since);
    if (incident == null || incident.organizations() < settings.incidentOrganizations()) {
      return Optional.empty();
    }
    if (IncidentRepository.insert(transaction, incident)) {
      notifications.append(transaction, new IncidentNotification(Kind.RAISED, incident));
    }
    IncidentRepository.assignFiringAlerts(transaction, incident, since);
    return Optional.of(incident.incidentId());
  }

  /** Ends an incident with the last of its alerts. */
  void resolve(Connection transaction, Alert alert) throws SQLException {
    var id = alert.incidentId();
    var end = alert.resolvedAt();
    var cause =
        id == null ? Optional.<Cause>empty() : IncidentRepository.findCause(transaction, id);
    if (id == null || end == null || cause.isEmpty()) {
      return;
    }
    // Its own cause counts: that of an alert may have become another.
    IncidentRepository.lock(transaction, cause.get());
    var over = IncidentRepository.resolve(transaction, id, end);
    if (over.isPresent()) {
      notifications.append(transaction, new IncidentNotification(Kind.RESOLVED, over.get()));
    }
  }
}
