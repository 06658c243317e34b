package io.syncledger.http.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as contract/rest.md writes them: {@code 2025-06-30T12:00:00.000Z}. */
public final class Rfc3339 {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Rfc3339() {}

  /** In UTC, with exactly three digits of the second's fraction; finer parts are cut off. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
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
