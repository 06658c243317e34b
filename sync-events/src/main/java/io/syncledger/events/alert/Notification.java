package io.syncledger.events.alert;

import io.syncledger.events.WireName;

/** What is said to people and programs, once for each flip. */
public sealed interface Notification {

  /** The same for the same flip, whoever says it again and whenever. */
  String notificationId();

  Kind kind();

  /** Which flip it tells. */
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
   * An alert began to fire, or is over. For the organisation's own channels and the topic.
   *
   * @param deploymentWide whether it is for the deployment's channels too; not when these are told
   *     of the incident that the alert is part of
   */
  record AlertNotification(Kind kind, Alert alert, boolean deploymentWide) implements Notification {
    @Override
    public String notificationId() {
      return alert.fingerprint() + "/" + alert.episode() + "/" + kind;
    }
  }

  /** An incident began, or is over. For the deployment's channels only. */
  record IncidentNotification(Kind kind, Incident incident) implements Notification {
    @Override
    public String notificationId() {
      return incident.incidentId() + "/" + kind;
    }
  }
}
