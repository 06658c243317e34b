package io.syncledger.testkit.cliniko.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Turns operators on numbers and instants into ranges. A missing value satisfies only {@code !?}
 * and {@code *}.
 */
final class LongFilterParser {

  private LongFilterParser() {}

  static LongRanges of(Field field, Operator operator, String text) {
    return switch (operator) {
      case ANY -> LongRanges.ALL;
      case ABSENT -> LongRanges.ABSENT;
      case PRESENT -> LongRanges.PRESENT;
      case EQUAL -> LongRanges.of(list(field, text));
      case NOT_EQUAL -> LongRanges.of(list(field, text)).complement();
      case AT_LEAST -> present(single(field, text), Long.MAX_VALUE);
      case MORE -> present(single(field, text), Long.MAX_VALUE).and(not(field, text));
      case AT_MOST -> present(Long.MIN_VALUE, single(field, text));
      case LESS -> present(Long.MIN_VALUE, single(field, text)).and(not(field, text));
      case CONTAINS, LIKE ->
          throw new InvalidQueryException("Invalid filter operator for " + field.name());
    };
  }

  private static LongRanges present(long least, long most) {
    return LongRanges.of(least, most).and(LongRanges.PRESENT);
  }

  private static LongRanges not(Field field, String text) {
    return LongRanges.of(new long[] {single(field, text)}).complement();
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
      throw new InvalidQueryException("Filter value for " + field.name() + " must be a number");
    }
  }

  private static long instant(Field field, String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidQueryException(
          "Filter value for " + field.name() + " must be a UTC date-time");
    }
  }
}
