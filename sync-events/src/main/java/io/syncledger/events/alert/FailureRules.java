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

  static RuleResult consecutiveFailures(RuleInput watch, Thresholds thresholds) {
    Health health = watch.health();
    int failures = health == null ? 0 : health.consecutiveFailures();
    if (health == null || failures < thresholds.consecutiveFailures()) {
      return RuleResult.NOT_FIRING;
    }
    return RuleResult.fires(
            health.because(),
            failures
                + (failures == 1 ? " sync has" : " syncs in a row have")
                + " failed"
                + as(watch))
        .withErrorCode(lastCode(watch));
  }

  /** Fires when too large a share of the runs of 24 hours failed. */
  static RuleResult highFailureRate(RuleInput watch, Thresholds thresholds, Instant now) {
    var day = watch.outcomes().stream().filter(slot -> now.isBefore(slot.expiresAt())).toList();
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
            ofTheDay(watch, now).stream().map(RuleInput.Failure::id).toList(),
            String.format(
                Locale.ROOT,
                "%d of %d syncs in 24 hours have failed (%.1f %%)",
                failed,
                all,
                100.0 * failed / all))
        .withErrorCode(lastCode(watch))
        .withNextChangeAt(next);
  }

  private static List<RuleInput.Failure> ofTheDay(RuleInput watch, Instant now) {
    return watch.failures().stream()
        .filter(failure -> now.isBefore(RuleInput.OutcomeBucket.expiryOf(failure.at())))
        .toList();
  }

  static RuleResult credentialsInvalid(RuleInput watch) {
    var health = watch.health();
    var refused = watch.refused();
    if (refused == null || health == null || !Boolean.FALSE.equals(health.credentialsValid())) {
      return RuleResult.NOT_FIRING;
    }
    return RuleResult.fires(List.of(refused.id()), "The source refused the credentials")
        .withErrorCode(refused.errorCode());
  }

  private static @Nullable String lastCode(RuleInput watch) {
    return watch.failures().isEmpty() ? null : watch.failures().getLast().errorCode();
  }

  private static String as(RuleInput watch) {
    var code = lastCode(watch);
    return code == null ? "" : ", the last one with " + code;
  }
}
