package io.syncledger.streams;

/** Thrown for an event that is readable but belongs to no run; it goes to the dead letters. */
final class RefusedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason must not repeat data of the event
   */
  RefusedEventException(String reason) {
    super(reason);
  }
}
