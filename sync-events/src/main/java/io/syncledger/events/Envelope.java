package io.syncledger.events;

import java.time.Instant;

/**
 * The metadata that every event carries.
 *
 * @param sequence 0, 1, 2 … without a gap within a sync
 * @param occurredAt when it happened, truncated to milliseconds as on the wire
 */
public record Envelope(
    SyncId syncId,
    long sequence,
    OrganizationId organizationId,
    ServiceName service,
    Instant occurredAt) {

  public Envelope {
    Preconditions.required("sync_id", syncId);
    Preconditions.minimum("sequence", 0, sequence);
    Preconditions.required("organization_id", organizationId);
    Preconditions.required("service", service);
    occurredAt = Preconditions.instant("occurred_at", occurredAt);
  }

  public EventId id() {
    return new EventId(syncId, sequence);
  }

  public StreamKey key() {
    return new StreamKey(organizationId, service);
  }
}
