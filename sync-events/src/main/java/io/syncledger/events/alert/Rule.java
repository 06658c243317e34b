package io.syncledger.events.alert;

import io.syncledger.events.InvalidEventException;
import io.syncledger.events.WireName;
import java.time.Instant;

/**
 * The alert rules of contract/events.md, each a pure function of the rule input, the thresholds and
 * an instant.
 */
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

  /** Evaluates the rule at an instant that no event in the input lies beyond. */
  public RuleResult evaluate(RuleInput watch, Thresholds thresholds, Instant now) {
    if (thresholds.disabled().contains(this)) {
      return RuleResult.NOT_FIRING;
    }
    return switch (this) {
      case STUCK_SYNC -> TimeRules.stuckSync(watch, thresholds, now);
      case CONSECUTIVE_FAILURES -> FailureRules.consecutiveFailures(watch, thresholds);
      case STALE_DATA -> TimeRules.staleData(watch, thresholds, now);
      case HIGH_FAILURE_RATE -> FailureRules.highFailureRate(watch, thresholds, now);
      case SLOW_SYNC -> DataRules.slowSync(watch, thresholds);
      case PARTIAL_FAILURE -> DataRules.partialFailure(watch, thresholds);
      case DATA_DRIFT -> DataRules.dataDrift(watch, thresholds);
      case CREDENTIALS_INVALID -> FailureRules.credentialsInvalid(watch);
    };
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
