package io.syncledger.http.wire;

import io.syncledger.events.wire.EventJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Instants as contract/rest.md writes them: {@code 2025-06-30T12:00:00.000Z}. */
public final class Rfc3339 {
  private Rfc3339() {}

  /** In UTC, with exactly three digits of the second's fraction; finer parts are cut off. */
  public static String format(Instant instant) {
    return EventJson.INSTANT.format(instant);
  }

  /**
   * Takes any offset, but none without one.
   *
   * @throws IllegalArgumentException when the text is no instant
   */
  public static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be an instant such as 2025-06-30T12:00:00.000Z", e);
    }
  }
}
