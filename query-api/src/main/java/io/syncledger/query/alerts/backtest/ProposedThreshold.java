package io.syncledger.query.alerts.backtest;

import io.syncledger.events.alert.Rule;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.http.Problem;
import io.syncledger.query.alerts.thresholds.ThresholdOverrides;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A threshold to try out: for stuck_sync, stale_data and slow_sync a duration ({@code 3m}), for
 * high_failure_rate and partial_failure a percentage ({@code 5%} or {@code 0.05}), for
 * consecutive_failures and data_drift a number.
 *
 * @param text as sent
 */
record ProposedThreshold(Rule rule, String text) {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(s|m|h|d)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);

  /**
   * Returns the thresholds with this one applied and all other rules disabled.
   *
   * @throws Problem 400 naming {@code threshold}
   */
  Thresholds applyTo(Thresholds current) {
    var overrides = new TreeMap<String, Object>();
    switch (rule) {
      case STUCK_SYNC -> overrides.put("stuck_running_seconds", seconds());
      case STALE_DATA -> overrides.put("stale_after_seconds", seconds());
      case SLOW_SYNC -> overrides.put("slow_average_seconds", seconds());
      case HIGH_FAILURE_RATE -> overrides.put("failure_rate", fraction());
      case PARTIAL_FAILURE -> overrides.put("rejected_share", fraction());
      case CONSECUTIVE_FAILURES -> overrides.put("consecutive_failures", count());
      case DATA_DRIFT -> overrides.put("drift_records", count());
      case CREDENTIALS_INVALID -> throw invalid("cannot be set for this rule, which has none");
    }
    try {
      return ThresholdOverrides.apply(current, overrides).only(rule);
    } catch (RuntimeException e) {
      throw invalid("is out of the range of this rule");
    }
  }

  private long seconds() {
    var time = TIME.matcher(text);
    if (!time.matches()) {
      throw invalid("must be a time such as 90s, 3m or 2h");
    }
    var unit = time.group(2) == null ? "s" : time.group(2);
    return Long.parseLong(time.group(1)) * SECONDS.getOrDefault(unit, 1);
  }

  private double fraction() {
    boolean percent = text.endsWith("%");
    var number = percent ? text.substring(0, text.length() - 1).strip() : text;
    if (!NUMBER.matcher(number).matches()) {
      throw invalid("must be a share such as 5% or 0.05");
    }
    return new BigDecimal(number).movePointLeft(percent ? 2 : 0).doubleValue();
  }

  private long count() {
    if (!text.matches("\\d{1,9}")) {
      throw invalid("must be a whole number");
    }
    return Long.parseLong(text);
  }

  private static Problem invalid(String reason) {
    return Problem.badRequest("threshold", reason);
  }
}
