package io.syncledger.query.projection;

/** A batch could not be written, for a reason that may pass; none of it was. */
final class BatchFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchFailedException(Exception cause) {
    super("A batch could not be written", cause);
  }
}
