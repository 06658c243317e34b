package io.syncledger.ingest.events;

import io.cloudevents.CloudEvent;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.EventTypes;
import io.syncledger.http.FieldError;
import io.syncledger.ingest.events.RefusedEventException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Checks CloudEvents against the rules of contract/events.md. */
final class EventValidator {
  /** The sources of our own services, which no external emitter may use. */
  private static final Set<String> RESERVED_SOURCES =
      Set.of("/sync-service", "/ingest-service", "/metrics-streams", "/query-api");

  private static final int MAX_SOURCE = 500;

  private EventValidator() {}

  /**
   * @param latest the latest time an event may have; a later one would advance the event time of
   *     all folds
   * @throws RefusedEventException naming the field
   */
  static SyncEvent validate(CloudEvent delivery, Instant latest) {
    var event = body(delivery);
    var envelope = event.envelope();
    requireEqual("id", delivery.getId(), envelope.id().toString(), "sync_id/sequence of the body");
    requireEqual(
        "subject",
        String.valueOf(delivery.getSubject()),
        envelope.key().toString(),
        "organization_id/service of the body");
    var time = delivery.getTime();
    requireEqual(
        "time",
        time == null ? "" : time.toInstant().truncatedTo(ChronoUnit.MILLIS).toString(),
        envelope.occurredAt().toString(),
        "occurred_at of the body");
    if (envelope.occurredAt().isAfter(latest)) {
      throw new RefusedEventException(Reason.IN_THE_FUTURE, "occurred_at", "is in the future");
    }
    return event;
  }

  private static SyncEvent body(CloudEvent delivery) {
    var source = delivery.getSource().toString();
    if (RESERVED_SOURCES.contains(source) || source.length() > MAX_SOURCE) {
      throw new RefusedEventException(
          Reason.INVALID_SOURCE,
          "source",
          "must be the emitter's own, of at most " + MAX_SOURCE + " characters");
    }
    var type = delivery.getType();
    if (!EventTypes.names().contains(type)) {
      throw new RefusedEventException(Reason.UNKNOWN_TYPE, "type", "is not a published event type");
    }
    var data = delivery.getData();
    if (data == null) {
      throw new RefusedEventException(Reason.INVALID_BODY, "data", "is required");
    }
    try {
      return EventJson.readEvent(type, data.toBytes());
    } catch (InvalidEventException e) {
      throw new RefusedEventException(Reason.INVALID_BODY, FieldError.of(e));
    }
  }

  private static void requireEqual(
      String attribute, String actual, String expected, String description) {
    if (!actual.equals(expected)) {
      throw new RefusedEventException(Reason.INCONSISTENT, attribute, "must be " + description);
    }
  }
}
