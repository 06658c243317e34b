package io.syncledger.testkit.cliniko.records;

/** A query that the API rejects with status 400. */
public final class InvalidQueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public InvalidQueryException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** The message in the response. */
  public String reason() {
    return reason;
  }
}
