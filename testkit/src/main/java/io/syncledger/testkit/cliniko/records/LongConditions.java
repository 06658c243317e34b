package io.syncledger.testkit.cliniko.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * What the operators mean on numbers and instants. A missing value satisfies only {@code !?} and
 * {@code *}.
 */
final class LongConditions {

  private LongConditions() {}

  static Ranges of(Field field, Operator operator, String text) {
    return switch (operator) {
      case ANY -> Ranges.ALL;
      case ABSENT -> Ranges.ABSENT;
      case PRESENT -> Ranges.PRESENT;
      case EQUAL -> Ranges.of(list(field, text));
      case NOT_EQUAL -> Ranges.of(list(field, text)).others();
      case AT_LEAST -> present(single(field, text), Long.MAX_VALUE);
      case MORE -> present(single(field, text), Long.MAX_VALUE).and(not(field, text));
      case AT_MOST -> present(Long.MIN_VALUE, single(field, text));
      case LESS -> present(Long.MIN_VALUE, single(field, text)).and(not(field, text));
      case CONTAINS, LIKE -> throw new BadQuery("Invalid filter operator for " + field.name());
    };
  }

  private static Ranges present(long least, long most) {
    return Ranges.of(least, most).and(Ranges.PRESENT);
  }

  private static Ranges not(Field field, String text) {
    return Ranges.of(new long[] {single(field, text)}).others();
  }

  private static long[] list(Field field, String text) {
    return Arrays.stream(text.split(",", -1))
        .mapToLong(part -> single(field, part.strip()))
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
