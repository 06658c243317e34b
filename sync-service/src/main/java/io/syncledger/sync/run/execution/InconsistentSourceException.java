package io.syncledger.sync.run.execution;

/**
 * Thrown if the source's totals contradict each other or too many records vanished. The message
 * consists of counts and names only.
 */
public final class InconsistentSourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String contradiction;

  InconsistentSourceException(String contradiction) {
    super(contradiction, null, false, true);
    this.contradiction = contradiction;
  }

  /** Never null, unlike the message. */
  public String contradiction() {
    return contradiction;
  }
}
