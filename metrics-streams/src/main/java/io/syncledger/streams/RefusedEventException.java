package io.syncledger.streams;

/** An event that can be read but has no place in any run; it goes to the dead letters. */
final class RefusedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason repeats nothing of the event's data
   */
  RefusedEventException(String reason) {
    super(reason);
  }
}
