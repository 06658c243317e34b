package io.syncledger.standalone;

/** Thrown if standalone mode cannot start; the message is one sentence that says what to do. */
public final class CannotStartException extends RuntimeException {
  /** The operating system's message, which appears in the messages of the program that failed. */
  public static final String DISK_FULL = "No space left on device";

  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
