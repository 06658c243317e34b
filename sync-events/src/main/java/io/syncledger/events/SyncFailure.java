package io.syncledger.events;

import org.jspecify.annotations.Nullable;

/**
 * The reason for which a run failed. It may be shown to anyone, so it contains no data of a record,
 * no credential and no address with a key.
 *
 * @param errorCode one of the codes of {@code errorType}
 * @param message a sentence for people
 * @param httpStatus the status of the source's response, if there was one
 * @param retryable whether a retry can help; follows from {@code errorType}
 * @param retryAfterSeconds the wait before a retry, if the source asked for one
 */
public record SyncFailure(
    ErrorType errorType,
    String errorCode,
    String message,
    @Nullable Integer httpStatus,
    boolean retryable,
    @Nullable Long retryAfterSeconds) {

  public SyncFailure {
    Preconditions.required("error_type", errorType);
    if (!errorType.hasCode(Preconditions.text("error_code", errorCode, 60))) {
      throw new InvalidEventException("error_code", "is not a code of " + errorType);
    }
    message = Preconditions.text("message", message, 1000);
    Preconditions.minimum("http_status", 100, httpStatus);
    Preconditions.minimum("retry_after_seconds", 0, retryAfterSeconds);
    retryable = errorType.retryable();
  }

  public static SyncFailure of(ErrorType errorType, String errorCode, String message) {
    return new SyncFailure(errorType, errorCode, message, null, errorType.retryable(), null);
  }

  /** The same failure with the status of the source's response. */
  public SyncFailure withHttpStatus(int status) {
    return new SyncFailure(errorType, errorCode, message, status, retryable, retryAfterSeconds);
  }

  /** The same failure, not to be retried before that many seconds have passed. */
  public SyncFailure withRetryAfter(long seconds) {
    return new SyncFailure(errorType, errorCode, message, httpStatus, retryable, seconds);
  }
}
