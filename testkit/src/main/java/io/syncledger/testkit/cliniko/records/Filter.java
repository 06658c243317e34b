package io.syncledger.testkit.cliniko.records;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One condition of a query ({@code q[]=FIELD:OPVALUE}); a query's filters are ANDed. */
public sealed interface Filter {

  /** Stands for "no value" where values are longs. */
  long NONE = Long.MIN_VALUE;

  Field field();

  /** The condition as text; two filters with the same text mean the same. */
  String expression();

  /** Whether a record passes. */
  default boolean accepts(ClinicRecord record) {
    return switch (this) {
      case OnLong onLong -> onLong.accepted().contains(ColumnCache.value(record, onLong.field()));
      case OnValue onValue -> onValue.test().test(record.value(onValue.field()));
    };
  }

  /** A condition on a number or on an instant's epoch milliseconds. */
  record OnLong(Field field, String expression, LongRanges accepted) implements Filter {}

  /** A condition on any other value. */
  record OnValue(Field field, String expression, Predicate<@Nullable Object> test)
      implements Filter {}

  /**
   * Reads an expression as a client sends it.
   *
   * @throws InvalidQueryException when the field is not filterable there, or operator or value do
   *     not fit it
   */
  static Filter parse(String expression, Resource resource) {
    int colon = expression.indexOf(':');
    if (colon < 0) {
      throw new InvalidQueryException("Invalid filter: expected FIELD:OPERATOR VALUE");
    }
    String name = expression.substring(0, colon);
    Field field =
        resource
            .field(name)
            .orElseThrow(() -> new InvalidQueryException(name + " is not filterable"));
    return of(field, expression.substring(colon + 1));
  }

  /** The filter of a field by a condition such as {@code >=2026-01-31T00:00:00Z}. */
  static Filter of(Field field, String condition) {
    Operator operator =
        Operator.leading(condition)
            .filter(field.type()::allows)
            .orElseThrow(
                () -> new InvalidQueryException("Invalid filter operator for " + field.name()));
    String value = condition.substring(operator.sign().length());
    if (operator.unary() && !value.isEmpty()) {
      throw new InvalidQueryException("Unexpected filter value for " + field.name());
    }
    String expression = field.name() + ':' + condition;
    return field.type().columnar()
        ? new OnLong(field, expression, LongFilterParser.of(field, operator, value))
        : new OnValue(field, expression, ValueFilterParser.of(field, operator, value));
  }
}
