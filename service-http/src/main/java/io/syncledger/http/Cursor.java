package io.syncledger.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The start of the next page of a list: the sort key of the last entry returned. Opaque to clients,
 * but not signed, so that the reader must check its parts.
 *
 * @param parts none of them holds a line break
 */
public record Cursor(List<String> parts) {
  private static final String SEPARATOR = "\n";

  public Cursor {
    parts = List.copyOf(parts);
    if (parts.stream().anyMatch(part -> part.contains(SEPARATOR))) {
      throw new IllegalArgumentException("A cursor's part holds a line break");
    }
  }

  public static Cursor of(Object... parts) {
    return new Cursor(List.of(parts).stream().map(Object::toString).toList());
  }

  /**
   * @throws Problem 400 naming {@code cursor}
   */
  public static Cursor parse(String text) {
    try {
      var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return new Cursor(List.of(parts.split(SEPARATOR, -1)));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** The text that {@link #parse} reads. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /** The error for a cursor whose parts are not valid. */
  public static Problem invalid() {
    return Problem.badRequest("cursor", "must be a next_cursor of this list");
  }
}
