package io.syncledger.events.alert;

/**
 * The value of a record in {@code sync.alerts}, whose key is the alert's fingerprint: the latest
 * change of state. Its JSON holds the alert's members and a {@code type}.
 */
public sealed interface AlertMessage {
  Alert alert();

  /** The alert started to fire. */
  record AlertRaised(Alert alert) implements AlertMessage {}

  /** The alert is over. */
  record AlertResolved(Alert alert) implements AlertMessage {}

  static AlertMessage of(Notification.AlertNotification notice) {
    return switch (notice.kind()) {
      case RAISED -> new AlertRaised(notice.alert());
      case RESOLVED -> new AlertResolved(notice.alert());
    };
  }
}
