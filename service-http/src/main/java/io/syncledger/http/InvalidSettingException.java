package io.syncledger.http;

/**
 * Thrown when a missing or invalid setting prevents a service from starting. The message is one
 * sentence for the operator.
 */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidSettingException(String message) {
    super(message);
  }

  public InvalidSettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
