package io.syncledger.query.delivery;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.alert.AlertMessage;
import io.syncledger.events.alert.Notification;
import io.syncledger.events.alert.Notification.AlertNotification;
import io.syncledger.events.alert.Notification.IncidentNotification;
import io.syncledger.query.delivery.NotificationLabels.Label;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is told, the same at each attempt. It names organisations, services and events;
 * never a credential or a patient.
 *
 * @param id the notice's
 * @param key what is told one after the other: an alert's fingerprint or an incident's id
 * @param at when the notice was made
 * @param labels what it is about, in the words of Alertmanager: its identity
 * @param because ids of the events behind it
 * @param resolvedAt null while it goes on
 * @param data all that is known of it, as JSON
 * @param flip for the topic; null unless it is about an alert
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
    @Nullable AlertMessage flip) {

  /** What it tells. */
  public enum Type {
    ALERT_RAISED,
    ALERT_RESOLVED,
    INCIDENT_RAISED,
    INCIDENT_RESOLVED,
    ALERT_TEST;

    /** Whether something goes on that has to be told again and again where states are kept. */
    public boolean firing() {
      return this == ALERT_RAISED || this == INCIDENT_RAISED;
    }

    /** The wire form, such as {@code alert.raised}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
  }

  public static NotificationMessage of(Notification notice, Instant at) {
    return switch (notice) {
      case AlertNotification alert -> of(alert, at);
      case IncidentNotification incident -> of(incident, at);
    };
  }

  private static NotificationMessage of(AlertNotification notice, Instant at) {
    var alert = notice.alert();
    return new NotificationMessage(
        notice.notificationId(),
        notice.kind() == Notification.Kind.RAISED ? Type.ALERT_RAISED : Type.ALERT_RESOLVED,
        alert.fingerprint(),
        at,
        NotificationLabels.of(alert),
        alert.summary(),
        alert.because().stream().map(Object::toString).toList(),
        Objects.requireNonNullElse(alert.startsAt(), alert.pendingSince()),
        alert.resolvedAt(),
        NotificationLabels.payload(alert, Map.of()),
        AlertMessage.of(notice));
  }

  private static NotificationMessage of(IncidentNotification notice, Instant at) {
    var incident = notice.incident();
    return new NotificationMessage(
        notice.notificationId(),
        notice.kind() == Notification.Kind.RAISED ? Type.INCIDENT_RAISED : Type.INCIDENT_RESOLVED,
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

  /** A notice that is about nothing. */
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

  /** Of one of the labels; empty when there is none. */
  public String label(Label label) {
    return labels.getOrDefault(label.toString(), "");
  }
}
