package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.IdFormat;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Position up to which a list was read: everything that changed before {@code second}, and of that
 * very second what has an id below {@code fromId}. Continuing here reads the rest; what it reads
 * twice is at most the records of one second.
 *
 * @param second null at the beginning
 * @param fromId null unless the second is read by ranges of ids
 */
record KeysetPosition(@Nullable Instant second, @Nullable String fromId) {
  static final KeysetPosition START = new KeysetPosition(null, null);

  KeysetPosition {
    if (fromId != null && (second == null || !IdFormat.NUMERIC.isId(fromId))) {
      throw new IllegalArgumentException("A position has an id of digits within a second only");
    }
  }

  /** The cursor of a page: the instant, and the id after a space. */
  String toText() {
    return second == null ? "" : fromId == null ? "" + second : second + " " + fromId;
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException for any other text
   */
  static KeysetPosition parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    int space = text.indexOf(' ');
    try {
      return space < 0
          ? new KeysetPosition(Instant.parse(text), null)
          : new KeysetPosition(Instant.parse(text.substring(0, space)), text.substring(space + 1));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not a position: " + text, e);
    }
  }
}
