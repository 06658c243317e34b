package io.syncledger.standalone;

/** Why standalone mode cannot start; the message is one sentence that says what to do about it. */
public final class CannotStartException extends RuntimeException {
  /** What the operating system calls it, in the words of whatever program ran into it. */
  public static final String DISK_FULL = "No space left on device";

  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
