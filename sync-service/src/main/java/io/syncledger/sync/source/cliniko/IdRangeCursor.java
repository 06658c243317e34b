package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.IdRange;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Position inside a second that holds more rows than a page: one range of ids after the other is
 * requested, each as wide as the density of the range before suggests will fit on a page.
 *
 * @param from where the requested range begins; null for no bound
 * @param to where it ends; null for no bound
 * @param remaining how many rows the second has from there on; null when that is not known
 */
record IdRangeCursor(@Nullable String from, @Nullable String to, @Nullable Long remaining) {

  /** Leaves room on a page for a range that is denser than the one before. */
  private static final int TARGET_ROWS = 80;

  /** Below this count the density of ids cannot be extrapolated. */
  private static final int MIN_ROWS_TO_EXTRAPOLATE = TARGET_ROWS / 4;

  /** A range from an id on. */
  static IdRangeCursor from(@Nullable String id) {
    return new IdRangeCursor(id, null, null);
  }

  /**
   * The first range of a second that filled a page.
   *
   * @return null when the ids do not tell its rows apart
   */
  static @Nullable IdRangeCursor forFullPage(PageRows rows) {
    return from(null).withUpperBound(rows.splitId(1, 2), null);
  }

  IdRange range() {
    return new IdRange(IdFormat.NUMERIC, from, to);
  }

  /** This range and all after it. */
  IdRange rangeToEnd() {
    return new IdRange(IdFormat.NUMERIC, from, null);
  }

  /**
   * The first part of this range, which filled a page.
   *
   * @return null when the ids do not tell its rows apart
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
   * The range after this one, which held these rows.
   *
   * @return null when it was the last one
   */
  @Nullable IdRangeCursor afterRange(PageRows rows) {
    if (to == null) {
      return null;
    }
    var left = remaining == null ? null : remaining - rows.size();
    // A source that reports totals is asked for all that is left, to learn how much that is.
    boolean tooMuch =
        left == null ? rows.reportedTotal() == null : left >= ListRequest.MAX_PER_PAGE;
    return new IdRangeCursor(
        to,
        tooMuch && rows.size() >= MIN_ROWS_TO_EXTRAPOLATE ? nextUpperBound(rows, to) : null,
        left);
  }

  /** Corrects by half of what the range missed the target by, as density varies by chance. */
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
    return IdFormat.NUMERIC.isId(bound) ? bound : null;
  }
}
