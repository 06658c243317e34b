package io.syncledger.sync.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import org.jspecify.annotations.Nullable;

/** What the worker's side must know of a run; a part of a row of {@code sync_runs}. */
@MappedEntity("sync_runs")
record RunRow(
    @Id String syncId,
    String organizationId,
    String service,
    long epoch,
    long nextSequence,
    long recordsProcessed,
    @Nullable String cancelRequestedBy,
    @Nullable String traceparent) {

  SyncId id() {
    return new SyncId(syncId);
  }

  StreamKey key() {
    return new StreamKey(new OrganizationId(organizationId), new ServiceName(service));
  }
}
