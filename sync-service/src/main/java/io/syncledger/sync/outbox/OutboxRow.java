package io.syncledger.sync.outbox;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way.
 *
 * @param key the Kafka key
 * @param type the event's name on the wire
 * @param body its JSON
 */
@MappedEntity("outbox")
record OutboxRow(
    @Id long id,
    String eventId,
    String key,
    String type,
    String body,
    @Nullable String traceparent) {}
