package io.syncledger.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats durations and the names of resources for people. Negative durations count as zero. */
public final class HumanFormat {
  private HumanFormat() {}

  /**
   * Formats an instant in the past: {@code 2 hours ago}; less than a second is {@code just now}.
   */
  public static String timeAgo(Instant then, Instant now) {
    var passed = Duration.between(then, now);
    return passed.toSeconds() < 1 ? "just now" : duration(passed) + " ago";
  }

  /**
   * Formats an instant in the future: {@code in 45 seconds}; {@code now} within a second, {@code 2
   * hours overdue} when it has passed.
   */
  public static String timeUntil(Instant then, Instant now) {
    var left = Duration.between(now, then);
    if (left.toSeconds() > 0) {
      return "in " + duration(left);
    }
    return left.toSeconds() < 0 ? duration(left.negated()) + " overdue" : "now";
  }

  /**
   * Formats a duration in the largest unit that fits: {@code 45 seconds}, {@code 1 minute}, {@code
   * 2 hours}, {@code 3 days}.
   */
  public static String duration(Duration duration) {
    if (duration.toDays() > 0) {
      return count(duration.toDays(), "day");
    }
    if (duration.toHours() > 0) {
      return count(duration.toHours(), "hour");
    }
    if (duration.toMinutes() > 0) {
      return count(duration.toMinutes(), "minute");
    }
    return count(Math.max(0, duration.toSeconds()), "second");
  }

  /**
   * Formats a duration to the second: {@code 4m 22s}, {@code 1h 2m 3s}; with tenths under a minute:
   * {@code 1.7s}.
   */
  public static String preciseDuration(Duration duration) {
    if (duration.toMinutes() == 0) {
      return "%.1fs".formatted(Math.max(0, duration.toMillis()) / 1000.0).toLowerCase(Locale.ROOT);
    }
    var minutes = duration.toMinutesPart() + "m " + duration.toSecondsPart() + "s";
    return duration.toHours() == 0 ? minutes : duration.toHours() + "h " + minutes;
  }

  /**
   * Names one record of a resource: {@code Patient}, {@code Group appointment}, {@code Business}.
   *
   * @param resource null when it is not known
   */
  public static String singular(@Nullable String resource) {
    if (resource == null) {
      return "Record";
    }
    var singular = resource.replaceFirst(resource.endsWith("sses") ? "es$" : "s$", "");
    return Character.toUpperCase(singular.charAt(0)) + singular.substring(1).replace('_', ' ');
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
