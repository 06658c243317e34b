package io.syncledger.events.alert;

import io.syncledger.events.fold.Health;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules about failed runs. */
final class FailureRules {
  private FailureRules() {}

  static RuleResult consecutiveFailures(RuleInput input, Thresholds thresholds) {
    Health health = input.health();
    int failures = health == null ? 0 : health.consecutiveFailures();
    if (health == null || failures < thresholds.consecutiveFailures()) {
      return RuleResult.NOT_FIRING;
    }
    return RuleResult.fires(
            health.because(),
            failures
                + (failures == 1 ? " sync has" : " syncs in a row have")
                + " failed"
                + as(input))
        .withErrorCode(lastCode(input));
  }

  /** Fires when too large a share of the runs of 24 hours failed. */
  static RuleResult highFailureRate(RuleInput input, Thresholds thresholds, Instant now) {
    var day = input.outcomes().stream().filter(slot -> now.isBefore(slot.expiresAt())).toList();
    long failed = day.stream().mapToLong(RuleInput.OutcomeBucket::failed).sum();
    long all = failed + day.stream().mapToLong(RuleInput.OutcomeBucket::succeeded).sum();
    var next =
        failed == 0
            ? null
            : day.stream()
                .map(RuleInput.OutcomeBucket::expiresAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    if (all < thresholds.failureRateSyncs() || failed <= thresholds.failureRate() * all) {
      return RuleResult.NOT_FIRING.withNextChangeAt(next);
    }
    return RuleResult.fires(
            ofTheDay(input, now).stream().map(RuleInput.Failure::id).toList(),
            String.format(
                Locale.ROOT,
                "%d of %d syncs in 24 hours have failed (%.1f %%)",
                failed,
                all,
                100.0 * failed / all))
        .withErrorCode(lastCode(input))
        .withNextChangeAt(next);
  }

  private static List<RuleInput.Failure> ofTheDay(RuleInput input, Instant now) {
    return input.failures().stream()
        .filter(failure -> now.isBefore(RuleInput.OutcomeBucket.expiryOf(failure.at())))
        .toList();
  }

  static RuleResult credentialsInvalid(RuleInput input) {
    var health = input.health();
    var refused = input.refused();
    if (refused == null || health == null || !Boolean.FALSE.equals(health.credentialsValid())) {
      return RuleResult.NOT_FIRING;
    }
    return RuleResult.fires(List.of(refused.id()), "The source refused the credentials")
        .withErrorCode(refused.errorCode());
  }

  private static @Nullable String lastCode(RuleInput input) {
    return input.failures().isEmpty() ? null : input.failures().getLast().errorCode();
  }

  private static String as(RuleInput input) {
    var code = lastCode(input);
    return code == null ? "" : ", the last one with " + code;
  }
}
