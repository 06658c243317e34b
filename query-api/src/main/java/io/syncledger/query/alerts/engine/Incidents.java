package io.syncledger.query.alerts.engine;

import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Notice.IncidentNotice;
import io.syncledger.events.alert.Notice.Kind;
import io.syncledger.query.alerts.engine.IncidentRows.Cause;
import io.syncledger.query.delivery.Notices;
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
final class Incidents {
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
    var cause = new Cause(alert.service(), code);
    IncidentRows.lock(transaction, cause);
    var open = IncidentRows.open(transaction, cause);
    if (open.isPresent()) {
      IncidentRows.join(transaction, alert, open.get());
      return open;
    }
    return begun(transaction, cause, since.minus(settings.incidentWindow()));
  }

  private Optional<String> begun(Connection transaction, Cause cause, Instant since)
      throws SQLException {
    var incident = IncidentRows.suffering(transaction, cause, since);
    if (incident == null || incident.organizations() < settings.incidentOrganizations()) {
      return Optional.empty();
    }
    if (IncidentRows.add(transaction, incident)) {
      notices.append(transaction, new IncidentNotice(Kind.RAISED, incident));
    }
    IncidentRows.gather(transaction, incident, since);
    return Optional.of(incident.incidentId());
  }

  /** Ends an incident with the last of its alerts. */
  void resolved(Connection transaction, Alert alert) throws SQLException {
    var id = alert.incidentId();
    var end = alert.resolvedAt();
    var cause = id == null ? Optional.<Cause>empty() : IncidentRows.cause(transaction, id);
    if (id == null || end == null || cause.isEmpty()) {
      return;
    }
    // Its own cause counts: that of an alert may have become another.
    IncidentRows.lock(transaction, cause.get());
    var over = IncidentRows.resolve(transaction, id, end);
    if (over.isPresent()) {
      notices.append(transaction, new IncidentNotice(Kind.RESOLVED, over.get()));
    }
  }
}
