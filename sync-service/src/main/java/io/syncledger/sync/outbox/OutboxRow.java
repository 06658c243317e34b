package io.syncledger.sync.outbox;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code outbox}: an event to be published.
 *
 * @param key the Kafka key
 * @param type the event's type in JSON
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
