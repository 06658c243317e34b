package io.syncledger.testkit.cliniko.records;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns operators on strings, dates, booleans and arrays into predicates. A missing value satisfies
 * only {@code !?}. Case sensitivity is not documented; here, case matters.
 */
final class ValueFilterParser {

  private static final Pattern DATE_PATTERN = Pattern.compile("[\\d*]{4}-[\\d*]{2}-[\\d*]{2}");

  private ValueFilterParser() {}

  static Predicate<@Nullable Object> of(Field field, Operator operator, String text) {
    return switch (operator) {
      case ABSENT -> value -> value == null;
      case PRESENT -> value -> value != null;
      default -> {
        Predicate<Object> condition = onPresent(field, operator, text);
        yield value -> value != null && condition.test(value);
      }
    };
  }

  private static Predicate<Object> onPresent(Field field, Operator operator, String text) {
    return switch (field.type()) {
      case STRING -> onString(operator, text);
      case DATE -> onDate(field, operator, text);
      case BOOLEAN -> onBoolean(field, operator, text);
      case ARRAY -> value -> ((List<?>) value).contains(text);
      case INSTANT, NUMBER -> throw new IllegalArgumentException(field + " holds longs");
    };
  }

  private static Predicate<Object> onString(Operator operator, String text) {
    return switch (operator) {
      case NOT_EQUAL -> value -> !text.equals(value);
      case CONTAINS -> value -> value.toString().contains(text);
      case LIKE -> matching(wildcards(text, '%', ".*"));
      default -> text::equals;
    };
  }

  private static Predicate<Object> onDate(Field field, Operator operator, String text) {
    if (operator == Operator.EQUAL && text.contains("*")) {
      if (!DATE_PATTERN.matcher(text).matches()) {
        throw notADate(field);
      }
      return matching(wildcards(text, '*', "."));
    }
    IntPredicate order =
        switch (operator) {
          case AT_LEAST -> sign -> sign >= 0;
          case MORE -> sign -> sign > 0;
          case AT_MOST -> sign -> sign <= 0;
          case LESS -> sign -> sign < 0;
          default -> sign -> sign == 0;
        };
    String limit = date(field, text);
    return value -> order.test(value.toString().compareTo(limit));
  }

  private static Predicate<Object> onBoolean(Field field, Operator operator, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new InvalidQueryException(
          "Filter value for " + field.name() + " must be true or false");
    }
    boolean wanted = Boolean.parseBoolean(text) == (operator == Operator.EQUAL);
    return value -> value.equals(wanted);
  }

  private static Predicate<Object> matching(Pattern pattern) {
    return value -> pattern.matcher(value.toString()).matches();
  }

  private static Pattern wildcards(String text, char wildcard, String meaning) {
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .mapToObj(c -> c == wildcard ? meaning : Pattern.quote(Character.toString(c)))
        .forEach(regex::append);
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String date(Field field, String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      throw notADate(field);
    }
  }

  private static InvalidQueryException notADate(Field field) {
    return new InvalidQueryException("Filter value for " + field.name() + " must be a date");
  }
}
