package io.syncledger.sync.cliniko;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk has come: what was changed before {@code updatedAt} was given, and of that very
 * second what has an id below {@code idFrom}. A walk from here gives the rest; what it gives again
 * is at most the records of one second.
 *
 * @param updatedAt a whole second; null at the beginning
 * @param idFrom null unless a second is read by ranges of ids
 */
public record Position(@Nullable Instant updatedAt, @Nullable String idFrom) {
  public static final Position START = new Position(null, null);

  public Position {
    if (idFrom != null && (updatedAt == null || !IdRange.isId(idFrom))) {
      throw new IllegalArgumentException("A position has an id of digits within a second only");
    }
  }

  /** What {@link #parse} reads: the instant, and the id after a space. */
  public String text() {
    return updatedAt == null ? "" : idFrom == null ? "" + updatedAt : updatedAt + " " + idFrom;
  }

  /**
   * @throws IllegalArgumentException for what is no position's text
   */
  public static Position parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    int space = text.indexOf(' ');
    try {
      return space < 0
          ? new Position(Instant.parse(text), null)
          : new Position(Instant.parse(text.substring(0, space)), text.substring(space + 1));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not a position: " + text, e);
    }
  }
}
