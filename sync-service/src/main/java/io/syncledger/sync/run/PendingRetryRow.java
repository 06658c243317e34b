package io.syncledger.sync.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.events.WireName;
import io.syncledger.sync.run.state.Attempt;
import java.time.Instant;

/** A row of {@code pending_retries}. */
@MappedEntity("pending_retries")
record PendingRetryRow(
    String organizationId,
    String service,
    @Id String retryOf,
    String mode,
    String syncType,
    int attempt,
    int retriesWithoutProgress,
    Instant dueAt) {

  static PendingRetryRow of(PendingRetry retry) {
    return new PendingRetryRow(
        retry.key().organizationId().value(),
        retry.key().service().value(),
        retry.failedRun().value(),
        retry.mode().toString(),
        retry.type().toString(),
        retry.nextAttempt().number(),
        retry.nextAttempt().retriesWithoutProgress(),
        retry.dueAt());
  }

  PendingRetry toRetry() {
    var failed = new SyncId(retryOf);
    return new PendingRetry(
        new StreamKey(new OrganizationId(organizationId), new ServiceName(service)),
        failed,
        SyncMode.parse(mode),
        WireName.parse("sync_type", SyncType.class, syncType),
        new Attempt(attempt, failed, retriesWithoutProgress),
        dueAt);
  }
}
