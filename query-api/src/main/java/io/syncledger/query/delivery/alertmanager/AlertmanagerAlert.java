package io.syncledger.query.delivery.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncledger.http.wire.Rfc3339;
import io.syncledger.query.delivery.NotificationMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert as Alertmanager's API v2 takes it.
 *
 * @param labels its identity
 * @param endsAt from when on it is over, unless it is said again before
 */
record AlertmanagerAlert(
    Map<String, String> labels, Map<String, String> annotations, String startsAt, String endsAt) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** As Prometheus does it: what was not repeated four times is over. */
  private static final int REPEATED_WITHIN = 4;

  private static final Duration TEST = Duration.ofMinutes(1);

  /**
   * @param resend how often it is said again while it fires
   */
  static AlertmanagerAlert of(NotificationMessage message, Instant now, Duration resend) {
    var annotations = new TreeMap<>(Map.of("summary", message.summary()));
    if (!message.because().isEmpty()) {
      annotations.put("because", String.join(", ", message.because()));
    }
    return new AlertmanagerAlert(
        message.labels(),
        annotations,
        Rfc3339.format(message.startsAt()),
        Rfc3339.format(end(message, now, resend)));
  }

  private static Instant end(NotificationMessage message, Instant now, Duration resend) {
    return switch (message.type()) {
      case ALERT_RAISED, INCIDENT_RAISED -> now.plus(resend.multipliedBy(REPEATED_WITHIN));
      case ALERT_TEST -> now.plus(TEST);
      case ALERT_RESOLVED, INCIDENT_RESOLVED -> {
        var resolvedAt = message.resolvedAt();
        yield resolvedAt == null ? now : resolvedAt;
      }
    };
  }

  static byte[] json(AlertmanagerAlert alert) {
    try {
      return MAPPER.writeValueAsBytes(List.of(alert));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts cannot be written as JSON", e);
    }
  }
}
