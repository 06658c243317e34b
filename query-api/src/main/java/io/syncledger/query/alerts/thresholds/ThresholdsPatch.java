package io.syncledger.query.alerts.thresholds;

import io.micronaut.json.tree.JsonNode;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request to change thresholds: values it names are set, null resets one to its default. Unknown
 * names are errors, so that a misspelt one cannot look like success.
 */
final class ThresholdsPatch {
  private static final Set<String> INTEGERS =
      Set.of(
          "stuck_running_seconds",
          "stuck_silence_seconds",
          "stuck_total_seconds",
          "consecutive_failures",
          "stale_after_seconds",
          "sync_interval_seconds",
          "failure_rate_syncs",
          "slow_average_seconds",
          "drift_records");
  private static final Set<String> FRACTIONS =
      Set.of("stale_intervals", "failure_rate", "slow_factor", "rejected_share");
  private static final String HOLD = "hold_seconds";
  private static final String DISABLED = "disabled";

  private ThresholdsPatch() {}

  /** Checks names and types; whether the values fit together is checked where they are applied. */
  static List<FieldError> validate(JsonNode body) {
    if (!body.isObject()) {
      return List.of(new FieldError("body", "must be an object"));
    }
    var errors = new ArrayList<FieldError>();
    body.entries()
        .forEach(entry -> validateField(entry.getKey(), entry.getValue()).ifPresent(errors::add));
    return errors;
  }

  /** Returns the overrides after the change. The body must be valid. */
  static SortedMap<String, Object> applyTo(SortedMap<String, Object> before, JsonNode body) {
    var after = new TreeMap<>(before);
    for (var entry : body.entries()) {
      if (entry.getValue().isNull()) {
        after.remove(entry.getKey());
      } else {
        after.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
      }
    }
    return after;
  }

  private static Object value(String name, JsonNode node) {
    if (name.equals(HOLD)) {
      var seconds = new TreeMap<String, Long>();
      node.entries().forEach(one -> seconds.put(one.getKey(), one.getValue().getLongValue()));
      return seconds;
    }
    if (name.equals(DISABLED)) {
      var rules = new TreeSet<String>();
      node.values().forEach(one -> rules.add(one.getStringValue()));
      return rules;
    }
    return INTEGERS.contains(name) ? (Object) node.getLongValue() : (Object) node.getDoubleValue();
  }

  private static Optional<FieldError> validateField(String name, JsonNode node) {
    if (INTEGERS.contains(name)) {
      return check(name, node.isNull() || isInteger(node), "must be a whole number");
    }
    if (FRACTIONS.contains(name)) {
      return check(name, node.isNull() || node.isNumber(), "must be a number");
    }
    return switch (name) {
      case HOLD -> check(name, node.isNull() || isSeconds(node), "must hold whole seconds by rule");
      case DISABLED -> check(name, node.isNull() || isRules(node), "must list rules");
      default -> check(name, false, "is not a threshold");
    };
  }

  private static Optional<FieldError> check(String name, boolean valid, String reason) {
    return valid ? Optional.empty() : Optional.of(new FieldError(name, reason));
  }

  private static boolean isInteger(JsonNode node) {
    if (!node.isNumber()) {
      return false;
    }
    var number = new BigDecimal(node.getNumberValue().toString());
    return number.stripTrailingZeros().scale() <= 0 && number.abs().precision() <= 18;
  }

  private static boolean isSeconds(JsonNode node) {
    if (!node.isObject()) {
      return false;
    }
    for (var entry : node.entries()) {
      if (!isRule(entry.getKey()) || !isInteger(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRules(JsonNode node) {
    if (!node.isArray()) {
      return false;
    }
    for (var one : node.values()) {
      if (!one.isString() || !isRule(one.getStringValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRule(String name) {
    try {
      return Rule.parse(name).toString().equals(name);
    } catch (InvalidEventException e) {
      return false; // the error names the field
    }
  }
}
