package io.syncledger.http;

/**
 * The maximum number of entries in a page of a list: 1 to 500. A controller method takes it as
 * {@code @QueryValue(defaultValue = Limit.DEFAULT) Limit limit}.
 */
public record Limit(int value) {
  public static final String DEFAULT = "20";
  public static final int MAX = 500;

  /**
   * @throws Problem 400 naming {@code limit}
   */
  public Limit {
    if (value < 1 || value > MAX) {
      throw Problem.badRequest("limit", "must be from 1 to " + MAX);
    }
  }

  /**
   * @throws Problem 400 naming {@code limit}
   */
  public static Limit parse(String text) {
    try {
      return new Limit(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("limit", "must be from 1 to " + MAX);
    }
  }
}
