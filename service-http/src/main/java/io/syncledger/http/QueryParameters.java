package io.syncledger.http;

import java.util.Collection;
import java.util.stream.Collectors;

/** Checks query parameters whose type allows more values than the endpoint. */
public final class QueryParameters {
  private QueryParameters() {}

  /**
   * The value, if it is in the range, both ends included.
   *
   * @throws Problem 400 naming the parameter
   */
  public static int range(String name, int value, int from, int to) {
    if (value < from || value > to) {
      throw Problem.badRequest(name, "must be from " + from + " to " + to);
    }
    return value;
  }

  /**
   * Reads {@code true} or {@code false}.
   *
   * @throws Problem 400 naming the parameter
   */
  public static boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest(name, "must be true or false");
    };
  }

  /**
   * The allowed value whose {@code toString} is the text.
   *
   * @throws Problem 400 naming the parameter and the values it may have
   */
  public static <T> T oneOf(String name, String text, Collection<T> allowed) {
    return allowed.stream()
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                    name,
                    "must be one of "
                        + allowed.stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))));
  }
}
