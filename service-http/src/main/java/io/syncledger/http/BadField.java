package io.syncledger.http;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A part of a request that cannot be accepted.
 *
 * @param field its name on the wire, such as {@code sync_mode}
 * @param reason what is wrong, without the refused value
 */
@Serdeable
public record BadField(String field, String reason) {
  @Override
  public String toString() {
    return field + " " + reason;
  }
}
