package io.syncledger.sync.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.SyncId;
import java.time.Instant;

/** A row of {@code idempotency_keys}: the result of a request with an idempotency key. */
@MappedEntity("idempotency_keys")
record IdempotencyRow(
    @Id String idempotencyKey,
    String organizationId,
    String request,
    String syncId,
    boolean started,
    Instant answeredAt) {

  StartResult toResult() {
    return new StartResult(new SyncId(syncId), started, answeredAt);
  }
}
