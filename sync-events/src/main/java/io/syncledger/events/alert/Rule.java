package io.syncledger.events.alert;

import io.syncledger.events.InvalidEventException;
import io.syncledger.events.WireName;

/** The alert rules of contract/events.md. */
public enum Rule {
  STUCK_SYNC(Severity.WARNING),
  CONSECUTIVE_FAILURES(Severity.CRITICAL),
  STALE_DATA(Severity.CRITICAL),
  HIGH_FAILURE_RATE(Severity.WARNING),
  SLOW_SYNC(Severity.WARNING),
  PARTIAL_FAILURE(Severity.WARNING),
  DATA_DRIFT(Severity.CRITICAL),
  CREDENTIALS_INVALID(Severity.CRITICAL);

  private final Severity severity;

  Rule(Severity severity) {
    this.severity = severity;
  }

  /**
   * Reads the wire form.
   *
   * @throws InvalidEventException when there is no such rule
   */
  public static Rule parse(String name) {
    return WireName.parse("rule", Rule.class, name);
  }

  public Severity severity() {
    return severity;
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
