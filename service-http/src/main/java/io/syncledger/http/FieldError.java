package io.syncledger.http;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.InvalidEventException;

/**
 * An invalid field of a request with the reason.
 *
 * @param field its name on the wire, such as {@code sync_mode}
 * @param reason what is wrong, without the rejected value
 */
@Serdeable
public record FieldError(String field, String reason) {

  /** The error for a value that no event may carry. */
  public static FieldError of(InvalidEventException invalid) {
    var message = String.valueOf(invalid.getMessage());
    var prefix = invalid.field() + " ";
    return new FieldError(
        invalid.field(), message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }

  @Override
  public String toString() {
    return field + " " + reason;
  }
}
