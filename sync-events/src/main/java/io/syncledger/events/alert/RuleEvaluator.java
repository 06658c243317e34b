package io.syncledger.events.alert;

import java.time.Instant;

/**
 * Evaluates the rules: each is a pure function of the rule input, the thresholds and an instant.
 */
final class RuleEvaluator {
  private RuleEvaluator() {}

  /** The result of a rule at an instant that no event in the input lies beyond. */
  static RuleResult evaluate(Rule rule, RuleInput input, Thresholds thresholds, Instant now) {
    if (thresholds.disabled().contains(rule)) {
      return RuleResult.NOT_FIRING;
    }
    return switch (rule) {
      case STUCK_SYNC -> TimeoutRules.stuckSync(input, thresholds, now);
      case CONSECUTIVE_FAILURES -> FailureRules.consecutiveFailures(input, thresholds);
      case STALE_DATA -> TimeoutRules.staleData(input, thresholds, now);
      case HIGH_FAILURE_RATE -> FailureRules.highFailureRate(input, thresholds, now);
      case SLOW_SYNC -> ResultRules.slowSync(input, thresholds);
      case PARTIAL_FAILURE -> ResultRules.partialFailure(input, thresholds);
      case DATA_DRIFT -> ResultRules.dataDrift(input, thresholds);
      case CREDENTIALS_INVALID -> FailureRules.credentialsInvalid(input);
    };
  }
}
