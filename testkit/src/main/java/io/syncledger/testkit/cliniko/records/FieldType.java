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

/** What a field holds, and so which operators its filters may use (Cliniko's operator tables). */
public enum FieldType {
  /** A bare date; held as its text, which sorts as time does. */
  DATE(EQUAL, AT_LEAST, MORE, AT_MOST, LESS, PRESENT, ABSENT),
  /** A UTC instant; held as epoch milliseconds. There is no equality on instants. */
  INSTANT(AT_LEAST, MORE, AT_MOST, LESS, PRESENT, ABSENT, ANY),
  /** An int64; equality also takes a comma list. */
  NUMBER(EQUAL, NOT_EQUAL, AT_LEAST, MORE, AT_MOST, LESS, PRESENT, ABSENT),
  STRING(EQUAL, NOT_EQUAL, CONTAINS, LIKE, PRESENT, ABSENT),
  BOOLEAN(EQUAL, NOT_EQUAL),
  ARRAY(CONTAINS);

  // Made by Set.of, so it cannot change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Operator> operators;

  FieldType(Operator... operators) {
    this.operators = Set.of(operators);
  }

  public boolean allows(Operator operator) {
    return operators.contains(operator);
  }

  /** Whether values are longs, which tables keep in columns. */
  boolean columnar() {
    return this == INSTANT || this == NUMBER;
  }
}
