package io.syncledger.http.wire;

import io.syncledger.events.wire.EventJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The format of instants in contract/rest.md: {@code 2025-06-30T12:00:00.000Z}. */
public final class Rfc3339 {
  private Rfc3339() {}

  /** Formats in UTC, truncated to milliseconds. */
  public static String format(Instant instant) {
    return EventJson.INSTANT.format(instant);
  }

  /**
   * Accepts any offset, but requires one.
   *
   * @throws IllegalArgumentException when the text is not an instant
   */
  public static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be an instant such as 2025-06-30T12:00:00.000Z", e);
    }
  }
}
