package io.syncledger.events;

/** The kinds of failure in contract/events.md, the codes of each, and whether a retry can help. */
public enum ErrorType {
  AUTHENTICATION_FAILED(false, "CLINIKO_AUTH_FAILED|HTTP_401|HTTP_403"),
  BAD_REQUEST(false, "HTTP_400|HTTP_404|HTTP_422"),
  RATE_LIMITED(true, "HTTP_429"),
  SOURCE_UNAVAILABLE(true, "HTTP_5(xx|\\d\\d)|ECONNREFUSED|ETIMEDOUT|CLINIKO_API_TIMEOUT"),
  INVALID_DATA(true, "INVALID_JSON|SCHEMA_MISMATCH"),
  DATABASE_ERROR(true, "DATABASE_CONSTRAINT_ERROR|DATABASE_UNAVAILABLE"),
  CREDENTIALS_NOT_FOUND(false, "CREDENTIALS_NOT_FOUND"),
  STALE(true, "WORKER_LOST"),
  UNKNOWN(true, "UNKNOWN_ERROR");

  private final boolean retryable;

  /** A regular expression. */
  private final String codes;

  ErrorType(boolean retryable, String codes) {
    this.retryable = retryable;
    this.codes = codes;
  }

  public boolean retryable() {
    return retryable;
  }

  /**
   * Whether the code belongs to this kind. {@code HTTP_5xx} is a code of its own beside {@code
   * HTTP_500} to {@code HTTP_599}.
   */
  public boolean hasCode(String code) {
    return code.matches(codes);
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
