package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The operators of Cliniko's filter expressions. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  AT_LEAST(">="),
  MORE(">"),
  AT_MOST("<="),
  LESS("<"),
  PRESENT("?"),
  ABSENT("!?"),
  ANY("*"),
  CONTAINS("~"),
  LIKE("~~");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /** Whether the operator takes no value. */
  public boolean unary() {
    return this == PRESENT || this == ABSENT || this == ANY;
  }

  /** The longest operator with which the condition begins: {@code >=5} is AT_LEAST, not MORE. */
  static Optional<Operator> leading(String condition) {
    return Arrays.stream(values())
        .filter(operator -> condition.startsWith(operator.sign))
        .max(Comparator.comparingInt(operator -> operator.sign.length()));
  }
}
