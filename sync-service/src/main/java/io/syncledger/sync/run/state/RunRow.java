package io.syncledger.sync.run.state;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.events.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code sync_runs}, as far as workers need it. */
@MappedEntity("sync_runs")
record RunRow(
    @Id String syncId,
    String organizationId,
    String service,
    String mode,
    String syncType,
    int attempt,
    @Nullable String retryOf,
    int retriesWithoutProgress,
    long epoch,
    long nextSequence,
    long recordsProcessed,
    long pages,
    @Nullable String cancelRequestedBy,
    @Nullable String traceparent,
    Instant startedAt) {

  SyncId id() {
    return new SyncId(syncId);
  }

  StreamKey key() {
    return new StreamKey(new OrganizationId(organizationId), new ServiceName(service));
  }

  Run toRun() {
    return new Run(
        id(),
        key(),
        SyncMode.parse(mode),
        WireName.parse("sync_type", SyncType.class, syncType),
        epoch);
  }

  Attempt toAttempt() {
    return new Attempt(
        attempt, retryOf == null ? null : new SyncId(retryOf), retriesWithoutProgress);
  }
}
