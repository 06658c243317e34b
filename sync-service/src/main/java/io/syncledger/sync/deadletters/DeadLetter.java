package io.syncledger.sync.deadletters;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be stored, or a run that was given up.
 *
 * @param kind {@code record} or {@code run}
 * @param syncId the run that rejected the record last, or that was given up
 * @param recordId null for a run, and for a record that has none
 * @param eventId the RecordsRejected event that reported it; null for a run
 * @param page the page it came on
 * @param redrivenBy the run that stored the record or was started instead; null while open
 */
@Serdeable
@MappedEntity("rejected_records")
record DeadLetter(
    @Id long id,
    String kind,
    String service,
    String syncId,
    @Nullable String resource,
    @Nullable String recordId,
    String errorType,
    String reason,
    @Nullable String eventId,
    @Nullable Integer page,
    Instant rejectedAt,
    @Nullable String redrivenBy,
    @Nullable Instant redrivenAt) {
  static final String RECORD = "record";

  boolean concernsRun() {
    return !kind.equals(RECORD);
  }
}
