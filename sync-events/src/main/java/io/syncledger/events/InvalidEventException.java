package io.syncledger.events;

/**
 * Thrown for a value that no event may carry. Names the field as on the wire and never repeats the
 * rejected value.
 */
public final class InvalidEventException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field's name as on the wire, such as {@code sync_id}
   */
  public InvalidEventException(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
  }

  /** The name of the rejected field as on the wire. */
  public String field() {
    return field;
  }
}
