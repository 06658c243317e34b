package io.syncledger.query.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.WireName;
import io.syncledger.events.alert.AlertMessage;
import io.syncledger.events.alert.Notification;
import io.syncledger.events.alert.Notification.AlertNotification;
import io.syncledger.events.alert.Notification.IncidentNotification;
import io.syncledger.query.delivery.NotificationLabels.Label;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A notification as channels send it, identical at each attempt. It names organizations, services
 * and events, never a credential or a patient. It is stored as JSON.
 *
 * @param id of the notification
 * @param key an alert's fingerprint or an incident's id; messages with one key are sent in order
 * @param at when the notification was created
 * @param labels identify the alert or incident, as in Alertmanager
 * @param because ids of the events that caused it
 * @param resolvedAt null while it fires
 * @param data the alert or incident as JSON members
 * @param alertMessage the message for the topic, stored as {@code flip}; null unless this is about
 *     an alert
 */
public record NotificationMessage(
    String id,
    Type type,
    String key,
    Instant at,
    Map<String, String> labels,
    String summary,
    List<String> because,
    Instant startsAt,
    @Nullable Instant resolvedAt,
    Map<String, Object> data,
    @JsonProperty("flip") @Nullable AlertMessage alertMessage) {

  /** The kind of state change, or a test. */
  public enum Type {
    ALERT_RAISED,
    ALERT_RESOLVED,
    INCIDENT_RAISED,
    INCIDENT_RESOLVED,
    ALERT_TEST;

    /** Whether something fires, which must be resent periodically to an Alertmanager. */
    public boolean firing() {
      return this == ALERT_RAISED || this == INCIDENT_RAISED;
    }

    /** The wire form, such as {@code alert.raised}. */
    @Override
    public String toString() {
      return WireName.of(this, '.');
    }
  }

  public static NotificationMessage of(Notification notification, Instant at) {
    return switch (notification) {
      case AlertNotification alert -> of(alert, at);
      case IncidentNotification incident -> of(incident, at);
    };
  }

  private static NotificationMessage of(AlertNotification notification, Instant at) {
    var alert = notification.alert();
    return new NotificationMessage(
        notification.notificationId(),
        notification.kind() == Notification.Kind.RAISED ? Type.ALERT_RAISED : Type.ALERT_RESOLVED,
        alert.fingerprint(),
        at,
        NotificationLabels.of(alert),
        alert.summary(),
        alert.because().stream().map(Object::toString).toList(),
        Objects.requireNonNullElse(alert.startsAt(), alert.pendingSince()),
        alert.resolvedAt(),
        NotificationLabels.payload(alert, Map.of()),
        AlertMessage.of(notification));
  }

  private static NotificationMessage of(IncidentNotification notification, Instant at) {
    var incident = notification.incident();
    return new NotificationMessage(
        notification.notificationId(),
        notification.kind() == Notification.Kind.RAISED
            ? Type.INCIDENT_RAISED
            : Type.INCIDENT_RESOLVED,
        incident.incidentId(),
        at,
        NotificationLabels.of(incident),
        incident.summary(),
        List.of(),
        incident.startsAt(),
        incident.resolvedAt(),
        NotificationLabels.payload(incident, Map.of("summary", incident.summary())),
        null);
  }

  /** A test, about no alert. */
  public static NotificationMessage test(String id, OrganizationId organization, Instant now) {
    var summary = "This is a test of Syncledger's alerts; nothing has happened";
    return new NotificationMessage(
        id,
        Type.ALERT_TEST,
        id,
        now,
        NotificationLabels.test(organization),
        summary,
        List.of(),
        now,
        null,
        Map.of("organization_id", organization.value(), "summary", summary),
        null);
  }

  /** The value of a label; empty if absent. */
  public String label(Label label) {
    return labels.getOrDefault(label.toString(), "");
  }
}
