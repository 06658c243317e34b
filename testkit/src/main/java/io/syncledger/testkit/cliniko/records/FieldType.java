package io.syncledger.testkit.cliniko.records;

import static io.syncledger.testkit.cliniko.records.Operator.ABSENT;
import static io.syncledger.testkit.cliniko.records.Operator.ANY;
import static io.syncledger.testkit.cliniko.records.Operator.AT_LEAST;
import static io.syncledger.testkit.cliniko.records.Operator.AT_MOST;
import static io.syncledger.testkit.cliniko.records.Operator.CONTAINS;
import static io.syncledger.testkit.cliniko.records.Operator.EQUAL;
import static io.syncledger.testkit.cliniko.records.Operator.LESS;
import static io.syncledger.testkit.cliniko.records.Operator.LIKE;
import static io.syncledger.testkit.cliniko.records.Operator.MORE;
import static io.syncledger.testkit.cliniko.records.Operator.NOT_EQUAL;
import static io.syncledger.testkit.cliniko.records.Operator.PRESENT;

import java.util.Set;

/**
 * The type of a field, which determines the operators of its filters (see Cliniko's operator
 * tables).
 */
public enum FieldType {
  /** A date, kept as text, which sorts chronologically. */
  DATE(EQUAL, AT_LEAST, MORE, AT_MOST, LESS, PRESENT, ABSENT),
  /** A UTC instant, kept as epoch milliseconds. Instants cannot be compared for equality. */
  INSTANT(AT_LEAST, MORE, AT_MOST, LESS, PRESENT, ABSENT, ANY),
  /** An int64. Equality also accepts a comma-separated list. */
  NUMBER(EQUAL, NOT_EQUAL, AT_LEAST, MORE, AT_MOST, LESS, PRESENT, ABSENT),
  STRING(EQUAL, NOT_EQUAL, CONTAINS, LIKE, PRESENT, ABSENT),
  BOOLEAN(EQUAL, NOT_EQUAL),
  ARRAY(CONTAINS);

  // Set.of returns an immutable set.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Operator> operators;

  FieldType(Operator... operators) {
    this.operators = Set.of(operators);
  }

  public boolean allows(Operator operator) {
    return operators.contains(operator);
  }

  /** Whether values are longs, which tables cache in columns. */
  boolean columnar() {
    return this == INSTANT || this == NUMBER;
  }
}
