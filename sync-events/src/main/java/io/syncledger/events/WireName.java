package io.syncledger.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The names of enum constants outside the code: in JSON, SQL, metric tags and query parameters. An
 * enum returns its wire name from {@code toString}.
 */
public final class WireName {
  private WireName() {}

  /** In snake case, such as {@code rate_limited}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** In lower case with words joined by the separator, such as {@code patients-only}. */
  public static String of(Enum<?> constant, char separator) {
    return of(constant).replace('_', separator);
  }

  /**
   * Reads a wire name as {@code toString} writes it.
   *
   * @param field the field's name as on the wire, for the error
   * @throws InvalidEventException when no constant has that name; lists the names that exist
   */
  public static <E extends Enum<E>> E parse(String field, Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidEventException(field, "must be one of " + names(type)));
  }

  private static String names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::toString)
        .collect(Collectors.joining(", "));
  }
}
