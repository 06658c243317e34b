package io.syncledger.sync.organizations;

import io.micronaut.json.tree.JsonNode;
import io.syncledger.events.SyncMode;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Applies the body of a request to settings: a named setting changes, null restores the default.
 * Unknown names are errors, so that a misspelt name cannot look like success.
 */
final class SyncSettingsPatch {
  private static final String INTERVAL = "interval_minutes";
  private static final String PAUSED = "paused";
  private static final String ADAPTIVE = "adaptive";
  private static final String MODE = "sync_mode";

  /** Set on the read side: docs/adr/0008-alert-settings-on-the-read-side.md. */
  private static final String THRESHOLDS = "thresholds";

  private static final String CHANNELS = "channels";

  private static final List<String> MODES =
      Arrays.stream(SyncMode.values()).map(SyncMode::toString).toList();

  private SyncSettingsPatch() {}

  /**
   * @throws Problem 400 naming every bad field
   */
  static SyncSettingsRow applyTo(SyncSettingsRow before, JsonNode body, Instant at) {
    var errors = errors(body);
    if (!errors.isEmpty()) {
      throw Problem.badRequest(errors);
    }
    return new SyncSettingsRow(
        before.organizationId(),
        chosen(body.get(INTERVAL), JsonNode::getIntValue, before.intervalMinutes()),
        chosen(body.get(PAUSED), JsonNode::getBooleanValue, before.paused()),
        chosen(body.get(ADAPTIVE), JsonNode::getBooleanValue, before.adaptive()),
        chosen(body.get(MODE), JsonNode::getStringValue, before.syncMode()),
        before.version(),
        before.appliedVersion(),
        at);
  }

  /** Keeps what the body does not name; null means not chosen. */
  private static <T> @Nullable T chosen(
      @Nullable JsonNode named, Function<JsonNode, T> value, @Nullable T before) {
    if (named == null) {
      return before;
    }
    return named.isNull() ? null : value.apply(named);
  }

  private static List<FieldError> errors(JsonNode body) {
    if (!body.isObject()) {
      return List.of(new FieldError("body", "must be an object"));
    }
    return StreamSupport.stream(body.entries().spliterator(), false)
        .flatMap(field -> error(field.getKey(), field.getValue()).stream())
        .toList();
  }

  private static Optional<FieldError> error(String field, JsonNode value) {
    return switch (field) {
      case INTERVAL ->
          check(
              field,
              value.isNull() || isMinutes(value),
              "must be a whole number from 1 to " + SyncSettings.MAX_INTERVAL_MINUTES);
      case PAUSED, ADAPTIVE ->
          check(field, value.isNull() || value.isBoolean(), "must be true or false");
      case MODE ->
          check(
              field,
              value.isNull() || (value.isString() && MODES.contains(value.getStringValue())),
              "must be one of " + String.join(", ", MODES));
      case THRESHOLDS ->
          check(field, false, "are set with PUT /api/v1/alerts/{organization_id}/settings");
      case CHANNELS ->
          check(field, false, "are set with POST /api/v1/alerts/{organization_id}/channels");
      default -> check(field, false, "is not a setting");
    };
  }

  private static Optional<FieldError> check(String field, boolean valid, String reason) {
    return valid ? Optional.empty() : Optional.of(new FieldError(field, reason));
  }

  private static boolean isMinutes(JsonNode value) {
    if (!value.isNumber()) {
      return false;
    }
    var number = new BigDecimal(value.getNumberValue().toString());
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.ONE) >= 0
        && number.compareTo(BigDecimal.valueOf(SyncSettings.MAX_INTERVAL_MINUTES)) <= 0;
  }
}
