package io.syncledger.testkit.cliniko.records;

/** A query the API refuses with status 400. */
public final class InvalidQueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public InvalidQueryException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What the client gets to read. */
  public String reason() {
    return reason;
  }
}
