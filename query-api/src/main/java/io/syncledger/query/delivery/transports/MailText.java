package io.syncledger.query.delivery.transports;

import io.syncledger.http.wire.Rfc3339;
import io.syncledger.query.delivery.NotificationLabels.Label;
import io.syncledger.query.delivery.NotificationMessage;
import java.util.ArrayList;
import java.util.List;

/** A notification as plain text. */
record MailText(String subject, String body) {

  static MailText of(NotificationMessage message) {
    return new MailText(
        "[Syncledger] %s: %s".formatted(status(message), message.summary().replaceAll("\\s+", " ")),
        String.join("\r\n", lines(message)) + "\r\n");
  }

  private static String status(NotificationMessage message) {
    return switch (message.type()) {
      case ALERT_RAISED, INCIDENT_RAISED -> "firing";
      case ALERT_RESOLVED, INCIDENT_RESOLVED -> "resolved";
      case ALERT_TEST -> "test";
    };
  }

  private static List<String> lines(NotificationMessage message) {
    var lines = new ArrayList<String>();
    lines.add(message.summary());
    lines.add("");
    add(lines, "Organization", message.label(Label.ORGANIZATION_ID));
    add(lines, "Service", message.label(Label.SERVICE));
    add(lines, "Rule", message.label(Label.RULE));
    add(lines, "Error", message.label(Label.ERROR_CODE));
    add(lines, "Severity", message.label(Label.SEVERITY));
    add(lines, "Since", Rfc3339.format(message.startsAt()) + " (UTC)");
    var resolvedAt = message.resolvedAt();
    add(lines, "Resolved", resolvedAt == null ? "" : Rfc3339.format(resolvedAt) + " (UTC)");
    add(lines, "Because of events", String.join(", ", message.because()));
    add(lines, "Notification", message.id());
    return lines;
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(name + ": " + value);
    }
  }
}
