package io.syncledger.sync.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.SyncId;
import java.time.Instant;

/** A row of {@code start_answers}. */
@MappedEntity("start_answers")
record StartAnswerRow(
    @Id String idempotencyKey,
    String organizationId,
    String request,
    String syncId,
    boolean started,
    Instant answeredAt) {

  StartAnswer answer() {
    return new StartAnswer(new SyncId(syncId), started, answeredAt);
  }
}
