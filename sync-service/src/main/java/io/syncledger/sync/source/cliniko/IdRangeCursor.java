package io.syncledger.sync.source.cliniko;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk stands inside a second that holds more rows than a page: it takes one range of ids
 * after the other, each so wide that it will probably fit on a page, going by the one before.
 *
 * @param from where the range begins that is asked for; null for no bound
 * @param to where it ends; null for no bound
 * @param remaining how many rows the second has from there on; null when that is not known
 */
record IdRangeCursor(@Nullable String from, @Nullable String to, @Nullable Long remaining) {

  /** So many rows leave room on a page for a range that is denser than the one before. */
  private static final int TARGET_ROWS = 80;

  /** So few tell nothing about the ids behind them. */
  private static final int MIN_ROWS_TO_EXTRAPOLATE = TARGET_ROWS / 4;

  /** All from an id on. */
  static IdRangeCursor from(@Nullable String id) {
    return new IdRangeCursor(id, null, null);
  }

  /**
   * The beginning of a second, of which a page was full.
   *
   * @return null when its rows cannot be told apart by their ids
   */
  static @Nullable IdRangeCursor forFullPage(PageRows rows) {
    return from(null).withUpperBound(rows.splitId(1, 2), null);
  }

  IdRange range() {
    return new IdRange(from, to);
  }

  /** The range and those after it. */
  IdRange rangeToEnd() {
    return new IdRange(from, null);
  }

  /**
   * The first part of the range, which filled a page.
   *
   * @return null when its rows cannot be told apart by their ids
   */
  @Nullable IdRangeCursor narrowed(PageRows rows) {
    var announced = rows.reportedTotal();
    var bound = announced == null ? rows.splitId(1, 2) : rows.splitId(TARGET_ROWS, announced);
    return withUpperBound(bound, to == null ? announced : remaining);
  }

  private @Nullable IdRangeCursor withUpperBound(@Nullable String bound, @Nullable Long rest) {
    return bound == null ? null : new IdRangeCursor(from, bound, rest);
  }

  /**
   * What comes after the range, whose rows these are.
   *
   * @return null when it was the last one
   */
  @Nullable IdRangeCursor afterRange(PageRows rows) {
    if (to == null) {
      return null;
    }
    var left = remaining == null ? null : remaining - rows.size();
    // Whoever tells totals is asked once for all that is left, to know how much that is.
    boolean tooMuch =
        left == null ? rows.reportedTotal() == null : left >= ListRequest.MAX_PER_PAGE;
    return new IdRangeCursor(
        to,
        tooMuch && rows.size() >= MIN_ROWS_TO_EXTRAPOLATE ? nextUpperBound(rows, to) : null,
        left);
  }

  /** Goes by half of what the range missed the aim by: chance has its part in it. */
  private @Nullable String nextUpperBound(PageRows rows, String to) {
    var begin = from == null ? rows.lowestId() : from;
    if (begin == null) {
      return null;
    }
    var end = new BigInteger(to);
    var width =
        end.subtract(new BigInteger(begin))
            .multiply(BigInteger.valueOf(rows.size() + TARGET_ROWS))
            .divide(BigInteger.valueOf(2L * rows.size()));
    var bound = end.add(width).toString();
    return IdRange.isId(bound) ? bound : null;
  }
}
