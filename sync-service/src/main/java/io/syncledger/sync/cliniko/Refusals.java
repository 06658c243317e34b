package io.syncledger.sync.cliniko;

import static io.syncledger.events.ErrorType.AUTHENTICATION_FAILED;
import static io.syncledger.events.ErrorType.BAD_REQUEST;
import static io.syncledger.events.ErrorType.INVALID_DATA;
import static io.syncledger.events.ErrorType.RATE_LIMITED;
import static io.syncledger.events.ErrorType.SOURCE_UNAVAILABLE;
import static io.syncledger.events.ErrorType.UNKNOWN;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.cliniko.ClinikoException.Passing;
import io.syncledger.sync.cliniko.ClinikoException.RateLimited;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What each way of Cliniko to refuse means, by the table of contract/events.md. */
final class Refusals {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final Duration UNKNOWN_PAUSE = Duration.ofMinutes(1);

  /** Later than this, a reset is no instant in seconds: some systems send milliseconds. */
  private static final long LAST_SECOND = 100_000_000_000L;

  private Refusals() {}

  /** What an answer other than 200 means. */
  static ClinikoException status(int status, HttpHeaders headers, Clock clock) {
    return switch (status) {
      case 401, 403 -> keyRefused(status);
      case 400, 404, 422 ->
          new ClinikoException(
              SyncFailure.of(BAD_REQUEST, "HTTP_" + status, "Cliniko refused a request as wrong")
                  .withHttpStatus(status));
      case 429 -> rateLimited(pause(headers, clock));
      default ->
          status >= 500 && status <= 599
              ? new Passing(
                  SyncFailure.of(
                          SOURCE_UNAVAILABLE, "HTTP_" + status, "Cliniko has a fault of its own")
                      .withHttpStatus(status))
              : new ClinikoException(
                  SyncFailure.of(UNKNOWN, "UNKNOWN_ERROR", "Cliniko answered with status " + status)
                      .withHttpStatus(status));
    };
  }

  /** What no answer at all means. */
  static ClinikoException noAnswer(IOException failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ ->
          unavailable("ETIMEDOUT", "Cliniko could not be reached in time");
      case HttpTimeoutException _ -> tooSlow();
      case ConnectException _ -> unavailable("ECONNREFUSED", "Cliniko could not be reached");
      default -> unavailable("ECONNREFUSED", "The connection to Cliniko broke off");
    };
  }

  static ClinikoException tooSlow() {
    return unavailable("CLINIKO_API_TIMEOUT", "Cliniko did not answer in time");
  }

  static ClinikoException notJson() {
    return new Passing(
        SyncFailure.of(INVALID_DATA, "INVALID_JSON", "Cliniko's answer is not JSON"));
  }

  /** The answer is JSON, but not what was asked for; asking again would not change it. */
  static ClinikoException notAPage(String what) {
    return new ClinikoException(SyncFailure.of(INVALID_DATA, "SCHEMA_MISMATCH", what));
  }

  private static ClinikoException keyRefused(int status) {
    return new ClinikoException(
        SyncFailure.of(AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED", "Cliniko refused the API key")
            .withHttpStatus(status));
  }

  private static ClinikoException rateLimited(Duration pause) {
    return new RateLimited(
        SyncFailure.of(RATE_LIMITED, "HTTP_429", "Cliniko's rate limit was reached")
            .withHttpStatus(429)
            .withRetryAfter(pause.toSeconds()),
        pause);
  }

  private static ClinikoException unavailable(String code, String message) {
    return new Passing(SyncFailure.of(SOURCE_UNAVAILABLE, code, message));
  }

  /** The header is undocumented in detail, and clocks differ: believed only within bounds. */
  private static Duration pause(HttpHeaders headers, Clock clock) {
    var pause =
        headers
            .firstValue("X-RateLimit-Reset")
            .flatMap(Refusals::seconds)
            .map(reset -> Duration.between(clock.instant(), Instant.ofEpochSecond(reset)))
            .or(
                () ->
                    headers
                        .firstValue("Retry-After")
                        .flatMap(Refusals::seconds)
                        .map(Duration::ofSeconds))
            .orElse(UNKNOWN_PAUSE);
    return pause.compareTo(SHORTEST_PAUSE) < 0
        ? SHORTEST_PAUSE
        : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static Optional<Long> seconds(String text) {
    try {
      return Optional.of(Math.clamp(Long.parseLong(text.strip()), 0, LAST_SECOND));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
