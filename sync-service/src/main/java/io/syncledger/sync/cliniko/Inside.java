package io.syncledger.sync.cliniko;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk stands inside a second that holds more rows than a page: it takes one range of ids
 * after the other, each so wide that it will probably fit on a page, going by the one before.
 *
 * @param from where the range begins that is asked for; null for no bound
 * @param to where it ends; null for no bound
 * @param rest how many rows the second has from there on; null when that is not known
 */
record Inside(@Nullable String from, @Nullable String to, @Nullable Long rest) {

  /** So many rows leave room on a page for a range that is denser than the one before. */
  private static final int AIM = 80;

  /** So few tell nothing about the ids behind them. */
  private static final int FEW = AIM / 4;

  /** All from an id on. */
  static Inside from(@Nullable String id) {
    return new Inside(id, null, null);
  }

  /**
   * The beginning of a second, of which a page was full.
   *
   * @return null when its rows cannot be told apart by their ids
   */
  static @Nullable Inside entered(Rows rows) {
    return from(null).upTo(rows.cut(1, 2), null);
  }

  IdRange range() {
    return new IdRange(from, to);
  }

  /** The range and those after it. */
  IdRange onwards() {
    return new IdRange(from, null);
  }

  /**
   * The first part of the range, which filled a page.
   *
   * @return null when its rows cannot be told apart by their ids
   */
  @Nullable Inside narrowed(Rows rows) {
    var announced = rows.announced();
    var bound = announced == null ? rows.cut(1, 2) : rows.cut(AIM, announced);
    return upTo(bound, to == null ? announced : rest);
  }

  private @Nullable Inside upTo(@Nullable String bound, @Nullable Long rest) {
    return bound == null ? null : new Inside(from, bound, rest);
  }

  /**
   * What comes after the range, whose rows these are.
   *
   * @return null when it was the last one
   */
  @Nullable Inside next(Rows rows) {
    if (to == null) {
      return null;
    }
    var left = rest == null ? null : rest - rows.size();
    // Whoever tells totals is asked once for all that is left, to know how much that is.
    boolean tooMuch = left == null ? rows.announced() == null : left >= ListRequest.MOST;
    return new Inside(to, tooMuch && rows.size() >= FEW ? bound(rows, to) : null, left);
  }

  /** Goes by half of what the range missed the aim by: chance has its part in it. */
  private @Nullable String bound(Rows rows, String to) {
    var begin = from == null ? rows.lowest() : from;
    if (begin == null) {
      return null;
    }
    var end = new BigInteger(to);
    var width =
        end.subtract(new BigInteger(begin))
            .multiply(BigInteger.valueOf(rows.size() + AIM))
            .divide(BigInteger.valueOf(2L * rows.size()));
    var bound = end.add(width).toString();
    return IdRange.isId(bound) ? bound : null;
  }
}
