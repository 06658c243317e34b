package io.syncledger.testkit.cliniko.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * What the operators mean on numbers and instants. A missing value satisfies only {@code !?} and
 * {@code *}.
 */
final class LongConditions {

  private LongConditions() {}

  static LongPredicate of(Field field, Operator operator, String text) {
    return switch (operator) {
      case ANY -> value -> true;
      case ABSENT -> value -> value == Filter.NONE;
      case PRESENT -> value -> value != Filter.NONE;
      case EQUAL -> oneOf(list(field, text));
      case NOT_EQUAL -> present(oneOf(list(field, text)).negate());
      case AT_LEAST, MORE, AT_MOST, LESS -> present(comparison(operator, single(field, text)));
      case CONTAINS, LIKE -> throw new BadQuery("Invalid filter operator for " + field.name());
    };
  }

  private static LongPredicate comparison(Operator operator, long limit) {
    return switch (operator) {
      case AT_LEAST -> value -> value >= limit;
      case MORE -> value -> value > limit;
      case AT_MOST -> value -> value <= limit;
      default -> value -> value < limit;
    };
  }

  private static LongPredicate present(LongPredicate condition) {
    return value -> value != Filter.NONE && condition.test(value);
  }

  private static LongPredicate oneOf(long[] sorted) {
    return value -> Arrays.binarySearch(sorted, value) >= 0;
  }

  private static long[] list(Field field, String text) {
    return Arrays.stream(text.split(",", -1))
        .mapToLong(part -> single(field, part.strip()))
        .sorted()
        .toArray();
  }

  private static long single(Field field, String text) {
    return field.type() == FieldType.INSTANT ? instant(field, text) : number(field, text);
  }

  private static long number(Field field, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadQuery("Filter value for " + field.name() + " must be a number");
    }
  }

  private static long instant(Field field, String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadQuery("Filter value for " + field.name() + " must be a UTC date-time");
    }
  }
}
