package io.syncledger.query.errors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a run failed, and what has become of it: a row of {@code sync_errors}.
 *
 * @param id of the event that ended the run
 */
record Failure(
    String organizationId,
    String service,
    String id,
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
