package io.syncledger.sync.source.cliniko;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids from one to another, compared as the numbers that they are.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 */
public record IdRange(@Nullable String from, @Nullable String to) {
  public static final IdRange ALL = new IdRange(null, null);

  /** The order of ids, which have 1 to 19 digits: "9" comes before "10". */
  public static final Comparator<String> ORDER =
      Comparator.comparing((String id) -> withoutLeadingZeros(id).length())
          .thenComparing(IdRange::withoutLeadingZeros);

  private static final Pattern ID = Pattern.compile("\\d{1,19}");

  public IdRange {
    if ((from != null && !isId(from)) || (to != null && !isId(to))) {
      throw new IllegalArgumentException("A range is bounded by ids of 1 to 19 digits");
    }
  }

  /** Whether it is an id as Cliniko gives them. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  public boolean contains(String id) {
    return (from == null || ORDER.compare(from, id) <= 0)
        && (to == null || ORDER.compare(id, to) < 0);
  }

  public IdRange below(String id) {
    return new IdRange(from, id);
  }

  public IdRange from(String id) {
    return new IdRange(id, to);
  }

  /** Without leading zeros. */
  static String withoutLeadingZeros(String id) {
    return id.replaceFirst("^0+(?=\\d)", "");
  }
}
