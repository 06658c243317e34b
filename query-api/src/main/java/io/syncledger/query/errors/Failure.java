package io.syncledger.query.errors;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a run and its resolution, if any: a row of the view {@code sync_errors}.
 *
 * @param id of the event that ended the run
 */
@MappedEntity("sync_errors")
record Failure(
    String organizationId,
    String service,
    @Id String id,
    String syncId,
    String errorType,
    String errorCode,
    String errorMessage,
    @Nullable Integer httpStatus,
    boolean retryable,
    int retryCount,
    @Nullable Instant nextRetryAt,
    @Nullable Instant resolvedAt,
    Instant createdAt) {}
