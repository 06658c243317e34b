package io.syncledger.query.delivery.transports;

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
 * An alert in the format of Alertmanager's API v2.
 *
 * @param labels identify the alert
 * @param endsAt when the alert resolves unless it is posted again before
 */
record AlertmanagerAlert(
    Map<String, String> labels, Map<String, String> annotations, String startsAt, String endsAt) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** As in Prometheus, an alert resolves when four posts in a row are missing. */
  private static final int RESENDS_UNTIL_RESOLVED = 4;

  private static final Duration TEST_DURATION = Duration.ofMinutes(1);

  /**
   * @param resendInterval how often the alert is posted again while it fires
   */
  static AlertmanagerAlert of(NotificationMessage message, Instant now, Duration resendInterval) {
    var annotations = new TreeMap<>(Map.of("summary", message.summary()));
    if (!message.because().isEmpty()) {
      annotations.put("because", String.join(", ", message.because()));
    }
    return new AlertmanagerAlert(
        message.labels(),
        annotations,
        Rfc3339.format(message.startsAt()),
        Rfc3339.format(end(message, now, resendInterval)));
  }

  private static Instant end(NotificationMessage message, Instant now, Duration resendInterval) {
    return switch (message.type()) {
      case ALERT_RAISED, INCIDENT_RAISED ->
          now.plus(resendInterval.multipliedBy(RESENDS_UNTIL_RESOLVED));
      case ALERT_TEST -> now.plus(TEST_DURATION);
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
      throw new IllegalStateException("An alert cannot be written as JSON", e);
    }
  }
}
