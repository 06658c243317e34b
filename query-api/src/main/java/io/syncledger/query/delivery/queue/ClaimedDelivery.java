package io.syncledger.query.delivery.queue;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.delivery.NotificationMessage;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A row of {@code alert_deliveries} that this instance has claimed.
 *
 * @param claim changes when another instance takes the delivery over
 * @param failures consecutive failed attempts before this one
 * @param message the {@link NotificationMessage} as JSON
 */
@MappedEntity("alert_deliveries")
record ClaimedDelivery(
    @Id long id, UUID claim, String channelId, String kind, int failures, String message) {

  NotificationMessage parseMessage() {
    return EventJson.read(message.getBytes(StandardCharsets.UTF_8), NotificationMessage.class);
  }
}
