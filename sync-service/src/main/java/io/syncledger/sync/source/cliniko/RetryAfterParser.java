package io.syncledger.sync.source.cliniko;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses how long to pause after the rate limit was exceeded. Only {@code X-RateLimit-Reset} is
 * documented, and not in detail; clocks differ. So the value is bounded: at least a second, at most
 * two windows, and one window when there is no value.
 */
final class RetryAfterParser {
  private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

  /** A greater value is no instant in seconds: some systems send milliseconds. */
  private static final long MAX_EPOCH_SECOND = 100_000_000_000L;

  private RetryAfterParser() {}

  /**
   * @param now by this machine's clock
   * @param window in which the source counts
   */
  static Duration parse(HttpHeaders headers, Instant now, Duration window) {
    var longest = window.multipliedBy(2);
    var requested = requestedPause(headers, now, longest).orElse(window);
    var least = requested.compareTo(MIN_PAUSE) < 0 ? MIN_PAUSE : requested;
    return least.compareTo(longest) > 0 ? longest : least;
  }

  private static Optional<Duration> requestedPause(
      HttpHeaders headers, Instant now, Duration longest) {
    var reset = headers.firstValue("X-RateLimit-Reset").flatMap(RetryAfterParser::seconds);
    return reset.isPresent()
        ? Optional.of(
            pauseUntil(Instant.ofEpochSecond(reset.get()), serverTime(headers), now, longest))
        : headers
            .firstValue("Retry-After")
            .flatMap(RetryAfterParser::seconds)
            .map(Duration::ofSeconds);
  }

  /** Uses the source's clock, if the response has one that makes sense, else this machine's. */
  private static Duration pauseUntil(
      Instant reset, @Nullable Instant theirs, Instant ours, Duration longest) {
    return Stream.of(theirs, ours)
        .filter(Objects::nonNull)
        .map(now -> Duration.between(now, reset))
        .filter(pause -> pause.isPositive() && pause.compareTo(longest) <= 0)
        .findFirst()
        .orElse(Duration.between(ours, reset));
  }

  private static @Nullable Instant serverTime(HttpHeaders headers) {
    try {
      return headers
          .firstValue("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(ZonedDateTime::toInstant)
          .orElse(null);
    } catch (DateTimeException e) {
      // The local clock is used instead.
      return null;
    }
  }

  private static Optional<Long> seconds(String text) {
    try {
      return Optional.of(Math.clamp(Long.parseLong(text.strip()), 0, MAX_EPOCH_SECOND));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
