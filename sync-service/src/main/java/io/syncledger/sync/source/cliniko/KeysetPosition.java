package io.syncledger.sync.source.cliniko;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk has come: what was changed before {@code updatedAt} was given, and of that very
 * second what has an id below {@code idFrom}. A walk from here gives the rest; what it gives again
 * is at most the records of one second.
 *
 * @param second a whole second; null at the beginning
 * @param fromId null unless a second is read by ranges of ids
 */
public record KeysetPosition(@Nullable Instant second, @Nullable String fromId) {
  public static final KeysetPosition START = new KeysetPosition(null, null);

  public KeysetPosition {
    if (fromId != null && (second == null || !IdRange.isId(fromId))) {
      throw new IllegalArgumentException("A position has an id of digits within a second only");
    }
  }

  /** What {@link #parse} reads: the instant, and the id after a space. */
  public String toText() {
    return second == null ? "" : fromId == null ? "" + second : second + " " + fromId;
  }

  /**
   * @throws IllegalArgumentException for what is no position's text
   */
  public static KeysetPosition parse(String text) {
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
