package io.syncledger.events.alert;

/**
 * What stands in the topic {@code sync.alerts} under an alert's fingerprint: its latest flip. In
 * JSON the alert's members with a {@code type} beside them.
 */
public sealed interface AlertMessage {
  Alert alert();

  /** The alert fires. */
  record AlertRaised(Alert alert) implements AlertMessage {}

  /** It is over. */
  record AlertResolved(Alert alert) implements AlertMessage {}

  static AlertMessage of(Notification.AlertNotification notice) {
    return switch (notice.kind()) {
      case RAISED -> new AlertRaised(notice.alert());
      case RESOLVED -> new AlertResolved(notice.alert());
    };
  }
}
