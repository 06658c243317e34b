package io.syncledger.query.alerts.engine;

import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Notification.IncidentNotification;
import io.syncledger.events.alert.Notification.Kind;
import io.syncledger.query.delivery.NotificationQueue;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Groups alerts of several organizations into one incident when they have the same cause: the same
 * error code at the same service, within a time window. Must be called in the transaction that
 * notifies of the alert.
 */
@Singleton
final class IncidentGrouper {
  private record Cause(String service, String errorCode) {
    String lockKey() {
      return "alert_incidents " + service + " " + errorCode;
    }

    String incidentId(Instant startedAt) {
      return "incident-%s-%s-%d".formatted(service, errorCode, startedAt.toEpochMilli());
    }
  }

  private final IncidentRepository incidents;
  private final NotificationQueue queue;
  private final AlertSettings settings;

  IncidentGrouper(IncidentRepository incidents, NotificationQueue queue, AlertSettings settings) {
    this.incidents = incidents;
    this.queue = queue;
    this.settings = settings;
  }

  /**
   * Adds a firing alert to the incident of its cause, opening one when enough organizations are
   * affected.
   *
   * @return the incident's id; empty when the alert stands alone
   */
  Optional<String> assign(Alert alert) {
    var errorCode = alert.errorCode();
    var startedAt = alert.startsAt();
    if (errorCode == null || startedAt == null) {
      return Optional.empty();
    }
    var cause = new Cause(alert.service().value(), errorCode);
    incidents.lock(cause.lockKey());
    var open = incidents.findOpen(cause.service(), errorCode).map(IncidentRow::incidentId);
    if (open.isPresent()) {
      incidents.addAlert(open.get(), alert.id());
      return open;
    }
    return open(cause, startedAt.minus(settings.incidentWindow()));
  }

  private Optional<String> open(Cause cause, Instant after) {
    var affected = incidents.affected(cause.service(), cause.errorCode(), after);
    var since = affected.since();
    if (since == null || affected.organizations() < settings.incidentOrganizations()) {
      return Optional.empty();
    }
    var row =
        new IncidentRow(
            cause.incidentId(since),
            cause.service(),
            cause.errorCode(),
            affected.organizations(),
            since,
            null);
    int inserted =
        incidents.insert(
            row.incidentId(), row.service(), row.errorCode(), row.organizations(), since);
    if (inserted > 0) {
      queue.append(new IncidentNotification(Kind.RAISED, row.toIncident()));
    }
    incidents.assignFiringAlerts(row.incidentId(), cause.service(), cause.errorCode(), after);
    return Optional.of(row.incidentId());
  }

  /** Resolves the alert's incident when it was the last alert of it that fired. */
  void resolve(Alert alert) {
    var id = alert.incidentId();
    var resolvedAt = alert.resolvedAt();
    if (id == null || resolvedAt == null) {
      return;
    }
    var known = incidents.find(id);
    if (known.isEmpty()) {
      return;
    }
    // The incident's own cause: the alert's error code may have changed since.
    incidents.lock(new Cause(known.get().service(), known.get().errorCode()).lockKey());
    var resolved = incidents.resolve(id, resolvedAt);
    if (resolved != null) {
      queue.append(new IncidentNotification(Kind.RESOLVED, resolved.toIncident()));
    }
  }
}
