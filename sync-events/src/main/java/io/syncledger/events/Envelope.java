package io.syncledger.events;

import java.time.Instant;

/**
 * What every event says about itself.
 *
 * @param sequence 0, 1, 2 … without a gap within a sync
 * @param occurredAt when it happened, in whole milliseconds (finer parts are cut off, as on the
 *     wire)
 */
public record Envelope(
    SyncId syncId,
    long sequence,
    OrganizationId organizationId,
    ServiceName service,
    Instant occurredAt) {

  public Envelope {
    Require.present("sync_id", syncId);
    Require.atLeast("sequence", 0, sequence);
    Require.present("organization_id", organizationId);
    Require.present("service", service);
    occurredAt = Require.instant("occurred_at", occurredAt);
  }

  public EventId id() {
    return new EventId(syncId, sequence);
  }

  public StreamKey key() {
    return new StreamKey(organizationId, service);
  }
}
