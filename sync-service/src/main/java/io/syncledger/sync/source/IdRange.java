package io.syncledger.sync.source;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ids from one to another, in the order of their format.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 */
public record IdRange(IdFormat format, @Nullable String from, @Nullable String to) {
  private static final BigInteger NUMERIC_LIMIT = BigInteger.TEN.pow(19);

  public IdRange {
    if ((from != null && !format.isId(from)) || (to != null && !format.isId(to))) {
      throw new IllegalArgumentException(
          "A range is bounded by ids, which " + format.requirement());
    }
  }

  /** All ids of a list. */
  public static IdRange all(SourceResource resource) {
    return all(resource.idFormat());
  }

  public static IdRange all(IdFormat format) {
    return new IdRange(format, null, null);
  }

  public boolean contains(String id) {
    return (from == null || format.compare(from, id) <= 0)
        && (to == null || format.compare(id, to) < 0);
  }

  public IdRange below(String id) {
    return new IdRange(format, from, id);
  }

  public IdRange from(String id) {
    return new IdRange(format, id, to);
  }

  /**
   * The middle of the numbers of this range.
   *
   * @throws IllegalStateException for text, which has no middle
   */
  public String middle() {
    if (format != IdFormat.NUMERIC) {
      throw new IllegalStateException("A range of texts cannot be halved");
    }
    var low = from == null ? BigInteger.ZERO : new BigInteger(from);
    var high = to == null ? NUMERIC_LIMIT : new BigInteger(to);
    return low.add(high).shiftRight(1).toString();
  }
}
