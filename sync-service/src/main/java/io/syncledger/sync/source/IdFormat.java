package io.syncledger.sync.source;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Syntax and order of the ids of a list, which are stored as text. */
public enum IdFormat implements Comparator<String> {
  /** Whole numbers: "9" comes before "10". */
  NUMERIC("\\d{1,19}", "must be 1 to 19 digits") {
    @Override
    public int compare(String one, String other) {
      return BY_VALUE.compare(one, other);
    }
  },
  /** Opaque text, ordered by its bytes. */
  TEXT("[\\x21-\\x7e]{1,200}", "must be 1 to 200 visible ASCII characters") {
    @Override
    public int compare(String one, String other) {
      return one.compareTo(other);
    }
  };

  private static final Comparator<String> BY_VALUE =
      Comparator.comparing((String id) -> withoutLeadingZeros(id).length())
          .thenComparing(IdFormat::withoutLeadingZeros);

  @SuppressWarnings("ImmutableEnumChecker") // Pattern
  private final Pattern pattern;

  private final String requirement;

  IdFormat(String pattern, String requirement) {
    this.pattern = Pattern.compile(pattern);
    this.requirement = requirement;
  }

  public boolean isId(String text) {
    return pattern.matcher(text).matches();
  }

  /** Describes the format for error messages, such as "must be 1 to 19 digits". */
  public String requirement() {
    return requirement;
  }

  /** The form in which equal numbers are equal texts. */
  public static String withoutLeadingZeros(String id) {
    int zeros = 0;
    while (zeros < id.length() - 1 && id.charAt(zeros) == '0' && isDigit(id.charAt(zeros + 1))) {
      zeros++;
    }
    return id.substring(zeros);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
