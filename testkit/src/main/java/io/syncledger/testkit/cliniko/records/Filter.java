package io.syncledger.testkit.cliniko.records;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition of a query ({@code q[]=FIELD:OPVALUE}); all filters of a query must hold. */
public sealed interface Filter {

  Field field();

  /** The condition as text; filters with the same text are equivalent. */
  String expression();

  /** Whether a record satisfies the condition. */
  default boolean accepts(ClinicRecord record) {
    return switch (this) {
      case OnLong onLong -> onLong.accepted().contains(ColumnCache.value(record, onLong.field()));
      case OnValue onValue -> onValue.test().test(record.value(onValue.field()));
    };
  }

  /** A condition on a number or on an instant in epoch milliseconds. */
  record OnLong(Field field, String expression, LongRanges accepted) implements Filter {}

  /** A condition on a value of any other type. */
  record OnValue(Field field, String expression, Predicate<@Nullable Object> test)
      implements Filter {}

  /**
   * Parses an expression sent by a client.
   *
   * @throws InvalidQueryException if the field cannot be filtered by, or if operator or value do
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

  /** Creates a filter from a condition such as {@code >=2026-01-31T00:00:00Z}. */
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
