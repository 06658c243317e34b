package io.syncledger.sync.organizations;

import io.micronaut.json.tree.JsonNode;
import io.syncledger.events.Mode;
import io.syncledger.http.BadField;
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
 * A wish to change settings: what it names changes, null is back to the default. Nothing is passed
 * over in silence, so that a misspelt name cannot look like success.
 */
final class SettingsBody {
  private static final String INTERVAL = "interval_minutes";
  private static final String PAUSED = "paused";
  private static final String ADAPTIVE = "adaptive";
  private static final String MODE = "sync_mode";

  /** The read side's: docs/adr/0008-alert-settings-on-the-read-side.md. */
  private static final String THRESHOLDS = "thresholds";

  private static final String CHANNELS = "channels";

  private static final List<String> MODES =
      Arrays.stream(Mode.values()).map(Mode::toString).toList();

  private SettingsBody() {}

  /**
   * @throws Problem 400 naming every bad field
   */
  static SettingsRow over(SettingsRow before, JsonNode body, Instant at) {
    var bad = faults(body);
    if (!bad.isEmpty()) {
      throw Problem.badRequest(bad);
    }
    return new SettingsRow(
        before.organizationId(),
        chosen(body.get(INTERVAL), JsonNode::getIntValue, before.intervalMinutes()),
        chosen(body.get(PAUSED), JsonNode::getBooleanValue, before.paused()),
        chosen(body.get(ADAPTIVE), JsonNode::getBooleanValue, before.adaptive()),
        chosen(body.get(MODE), JsonNode::getStringValue, before.syncMode()),
        before.version(),
        before.appliedVersion(),
        at);
  }

  /** What is not named stays as it was; null is no choice. */
  private static <T> @Nullable T chosen(
      @Nullable JsonNode named, Function<JsonNode, T> value, @Nullable T before) {
    if (named == null) {
      return before;
    }
    return named.isNull() ? null : value.apply(named);
  }

  private static List<BadField> faults(JsonNode body) {
    if (!body.isObject()) {
      return List.of(new BadField("body", "must be an object"));
    }
    return StreamSupport.stream(body.entries().spliterator(), false)
        .flatMap(field -> fault(field.getKey(), field.getValue()).stream())
        .toList();
  }

  private static Optional<BadField> fault(String field, JsonNode value) {
    return switch (field) {
      case INTERVAL ->
          check(
              field,
              value.isNull() || isMinutes(value),
              "must be a whole number from 1 to " + SyncSettings.LONGEST_MINUTES);
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

  private static Optional<BadField> check(String field, boolean fine, String reason) {
    return fine ? Optional.empty() : Optional.of(new BadField(field, reason));
  }

  private static boolean isMinutes(JsonNode value) {
    if (!value.isNumber()) {
      return false;
    }
    var number = new BigDecimal(value.getNumberValue().toString());
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.ONE) >= 0
        && number.compareTo(BigDecimal.valueOf(SyncSettings.LONGEST_MINUTES)) <= 0;
  }
}
