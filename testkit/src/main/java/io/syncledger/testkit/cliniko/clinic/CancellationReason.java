package io.syncledger.testkit.cliniko.clinic;

import java.util.Arrays;
import java.util.Optional;

/** Cliniko's cancellation reasons, with the descriptions that its OpenAPI document enumerates. */
public enum CancellationReason {
  FEELING_BETTER(10, "Feeling Better"),
  CONDITION_WORSE(20, "Condition Worse"),
  SICK(30, "Sick"),
  COVID_19(31, "COVID-19 related"),
  AWAY(40, "Away"),
  OTHER(50, "Other"),
  WORK(60, "Work");

  private final int code;
  private final String description;

  CancellationReason(int code, String description) {
    this.code = code;
    this.description = description;
  }

  public int code() {
    return code;
  }

  public String description() {
    return description;
  }

  public static Optional<CancellationReason> of(int code) {
    return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
  }
}
