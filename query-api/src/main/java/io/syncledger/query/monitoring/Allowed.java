package io.syncledger.query.monitoring;

import io.syncledger.http.Problem;

/** What may stand in a query. */
public final class Allowed {
  private Allowed() {}

  /**
   * The value, if it is in the range.
   *
   * @throws Problem 400 naming the field
   */
  public static int range(String field, int value, int from, int to) {
    if (value < from || value > to) {
      throw Problem.badRequest(field, "must be from " + from + " to " + to);
    }
    return value;
  }

  /**
   * Whether the text says {@code true}.
   *
   * @throws Problem 400 naming the field, unless it says that or {@code false}
   */
  public static boolean flag(String field, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest(field, "must be true or false");
    };
  }
}
