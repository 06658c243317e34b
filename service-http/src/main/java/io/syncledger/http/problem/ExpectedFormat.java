package io.syncledger.http.problem;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import io.syncledger.events.WireName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Describes the values that a type accepts, without mentioning the rejected value. */
final class ExpectedFormat {
  private ExpectedFormat() {}

  /** The format at a place in a JSON document. */
  static String of(ReferencePath path) {
    return of(
        path instanceof CollectionItemReferencePath item
            ? item.collectionArgument()
                .getFirstTypeVariable()
                .orElse(Argument.OBJECT_ARGUMENT)
                .getType()
            : path.getArgument().getType());
  }

  static String of(Class<?> type) {
    if (type.isEnum()) {
      return "must be one of " + names(type);
    }
    if (type == Instant.class) {
      return "must be an instant such as 2025-06-30T12:00:00.000Z";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "must be a number";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "must be a text";
    }
    return Collection.class.isAssignableFrom(type) ? "must be a list" : "is not valid";
  }

  /** The names as a query writes them. */
  private static String names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> WireName.of((Enum<?>) constant, '-'))
        .collect(Collectors.joining(", "));
  }
}
