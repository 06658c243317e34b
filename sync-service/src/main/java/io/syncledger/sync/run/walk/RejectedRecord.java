package io.syncledger.sync.run.walk;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.Reject;
import io.syncledger.sync.run.lease.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code rejected_records}. */
@MappedEntity("rejected_records")
record RejectedRecord(
    @Id @GeneratedValue @Nullable Long id,
    String organizationId,
    String service,
    String syncId,
    String resource,
    @Nullable String recordId,
    String errorType,
    String reason,
    Instant rejectedAt) {

  static RejectedRecord of(Run run, String resource, Reject reject, Instant at) {
    return new RejectedRecord(
        null,
        run.key().organizationId().value(),
        run.key().service().value(),
        run.syncId().value(),
        resource,
        reject.recordId(),
        reject.errorType(),
        reject.reason(),
        at);
  }
}
