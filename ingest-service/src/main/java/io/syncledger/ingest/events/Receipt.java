package io.syncledger.ingest.events;

import io.micronaut.serde.annotation.Serdeable;

/**
 * The response to an accepted event.
 *
 * @param accepted how many events
 * @param eventId the event's {@code sync_id/sequence}
 */
@Serdeable
record Receipt(int accepted, String eventId) {}
