package io.syncledger.events.alert;

import io.syncledger.events.fold.Health;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules about runs that failed. */
final class FailureRules {
  private FailureRules() {}

  static Verdict consecutive(Watch watch, Thresholds thresholds) {
    Health health = watch.health();
    int failures = health == null ? 0 : health.consecutiveFailures();
    if (health == null || failures < thresholds.consecutiveFailures()) {
      return Verdict.QUIET;
    }
    return Verdict.fires(
            health.because(),
            failures
                + (failures == 1 ? " sync has" : " syncs in a row have")
                + " failed"
                + as(watch))
        .withErrorCode(lastCode(watch));
  }

  /** More failures among the runs of a day than there may be. */
  static Verdict rate(Watch watch, Thresholds thresholds, Instant now) {
    var day = watch.outcomes().stream().filter(slot -> now.isBefore(slot.expires())).toList();
    long failed = day.stream().mapToLong(Watch.Slot::failed).sum();
    long all = failed + day.stream().mapToLong(Watch.Slot::succeeded).sum();
    var next =
        failed == 0
            ? null
            : day.stream().map(Watch.Slot::expires).min(Comparator.naturalOrder()).orElse(null);
    if (all < thresholds.failureRateSyncs() || failed <= thresholds.failureRate() * all) {
      return Verdict.QUIET.until(next);
    }
    return Verdict.fires(
            ofTheDay(watch, now).stream().map(Watch.Failure::id).toList(),
            String.format(
                Locale.ROOT,
                "%d of %d syncs in 24 hours have failed (%.1f %%)",
                failed,
                all,
                100.0 * failed / all))
        .withErrorCode(lastCode(watch))
        .until(next);
  }

  private static List<Watch.Failure> ofTheDay(Watch watch, Instant now) {
    return watch.failures().stream()
        .filter(failure -> now.isBefore(Watch.Slot.expiry(failure.at())))
        .toList();
  }

  static Verdict credentials(Watch watch) {
    var health = watch.health();
    var refused = watch.refused();
    if (refused == null || health == null || !Boolean.FALSE.equals(health.credentialsValid())) {
      return Verdict.QUIET;
    }
    return Verdict.fires(List.of(refused.id()), "The source refused the credentials")
        .withErrorCode(refused.errorCode());
  }

  private static @Nullable String lastCode(Watch watch) {
    return watch.failures().isEmpty() ? null : watch.failures().getLast().errorCode();
  }

  private static String as(Watch watch) {
    var code = lastCode(watch);
    return code == null ? "" : ", the last one with " + code;
  }
}
