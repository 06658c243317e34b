package io.syncledger.events.alert;

import io.syncledger.events.WireName;

/** Notifies people and programs of one change of state of an alert or an incident. */
public sealed interface Notification {

  /** Identifies the change of state; a repetition has the same id. */
  String notificationId();

  Kind kind();

  /** The change of state. */
  enum Kind {
    RAISED,
    RESOLVED;

    /** The wire form. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  /**
   * An alert started to fire or was resolved. Goes to the organization's own channels and to the
   * topic.
   *
   * @param deploymentWide whether it also goes to the deployment's channels; false when these are
   *     notified of the alert's incident instead
   */
  record AlertNotification(Kind kind, Alert alert, boolean deploymentWide) implements Notification {
    @Override
    public String notificationId() {
      return alert.fingerprint() + "/" + alert.episode() + "/" + kind;
    }
  }

  /** An incident began or ended. Goes to the deployment's channels only. */
  record IncidentNotification(Kind kind, Incident incident) implements Notification {
    @Override
    public String notificationId() {
      return incident.incidentId() + "/" + kind;
    }
  }
}
