package io.syncledger.events.alert;

import io.syncledger.events.InvalidEventException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rules of contract/events.md: each a pure function of what is known of a service, the
 * thresholds and an instant.
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
    return Arrays.stream(values())
        .filter(rule -> rule.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidEventException(
                    "rule",
                    "must be one of "
                        + Arrays.stream(values())
                            .map(Rule::toString)
                            .collect(Collectors.joining(", "))));
  }

  public Severity severity() {
    return severity;
  }

  /** What the rule says at an instant that no event known to the watch lies beyond. */
  public Verdict judge(Watch watch, Thresholds thresholds, Instant now) {
    if (thresholds.disabled().contains(this)) {
      return Verdict.QUIET;
    }
    return switch (this) {
      case STUCK_SYNC -> TimeRules.stuck(watch, thresholds, now);
      case CONSECUTIVE_FAILURES -> FailureRules.consecutive(watch, thresholds);
      case STALE_DATA -> TimeRules.stale(watch, thresholds, now);
      case HIGH_FAILURE_RATE -> FailureRules.rate(watch, thresholds, now);
      case SLOW_SYNC -> DataRules.slow(watch, thresholds);
      case PARTIAL_FAILURE -> DataRules.partial(watch, thresholds);
      case DATA_DRIFT -> DataRules.drift(watch, thresholds);
      case CREDENTIALS_INVALID -> FailureRules.credentials(watch);
    };
  }

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
