package io.syncledger.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Argument checks that the constructors of events share. */
final class Preconditions {
  /** The most resources that one event may name. */
  static final int MAX_RESOURCES = 100;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Preconditions() {}

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidEventException(field, "is required");
    }
    return value;
  }

  /** Truncates to milliseconds and rejects a year that RFC 3339 cannot express. */
  static Instant instant(String field, @Nullable Instant value) {
    var instant = required(field, value);
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new InvalidEventException(field, "must lie in the years 0001 to 9999");
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static String matching(String field, @Nullable String value, Pattern pattern) {
    if (!pattern.matcher(required(field, value)).matches()) {
      throw new InvalidEventException(field, "must match " + pattern.pattern());
    }
    return required(field, value);
  }

  static String text(String field, @Nullable String value, int maxLength) {
    var text = required(field, value);
    if (text.isBlank() || text.length() > maxLength) {
      throw new InvalidEventException(field, "must hold 1 to " + maxLength + " characters");
    }
    return text;
  }

  static void optionalText(String field, @Nullable String value, int maxLength) {
    if (value != null) {
      var unused = text(field, value, maxLength);
    }
  }

  static void minimum(String field, long minimum, @Nullable Number value) {
    if (value != null && value.longValue() < minimum) {
      throw new InvalidEventException(field, "must be at least " + minimum);
    }
  }

  /** Counts by resource. Their number is bounded because folded states keep them. */
  static Map<String, Long> counts(String field, @Nullable Map<String, Long> value) {
    var counts = required(field, value);
    boolean named = counts.keySet().stream().allMatch(SyncEvent.NAME_PATTERN.asMatchPredicate());
    boolean natural = counts.values().stream().allMatch(count -> count >= 0);
    if (counts.size() > MAX_RESOURCES || !named || !natural) {
      throw new InvalidEventException(
          field, "must hold at most " + MAX_RESOURCES + " counts by resource, none below 0");
    }
    return Map.copyOf(counts);
  }
}
