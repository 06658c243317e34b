package io.syncledger.sync.source.cliniko;

import static io.syncledger.events.ErrorType.AUTHENTICATION_FAILED;
import static io.syncledger.events.ErrorType.BAD_REQUEST;
import static io.syncledger.events.ErrorType.INVALID_DATA;
import static io.syncledger.events.ErrorType.RATE_LIMITED;
import static io.syncledger.events.ErrorType.SOURCE_UNAVAILABLE;
import static io.syncledger.events.ErrorType.UNKNOWN;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.source.SourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Maps Cliniko's errors to failures, by the table of contract/events.md. */
final class ErrorMapper {
  private ErrorMapper() {}

  /**
   * Maps a response other than 200.
   *
   * @param pause how long to send no request, if the rate limit was exceeded
   */
  static SourceException forStatus(int status, Duration pause) {
    return switch (status) {
      case 401 -> keyRefused(status, "CLINIKO_AUTH_FAILED");
      case 403 -> keyRefused(status, "HTTP_403");
      case 400, 404, 422 ->
          new SourceException(
              SyncFailure.of(BAD_REQUEST, "HTTP_" + status, "Cliniko rejected the request")
                  .withHttpStatus(status));
      case 429 -> rateLimited(pause);
      default ->
          status >= 500 && status <= 599
              ? new TransientSourceException(
                  SyncFailure.of(
                          SOURCE_UNAVAILABLE, "HTTP_" + status, "Cliniko reported a server error")
                      .withHttpStatus(status))
              : new SourceException(
                  SyncFailure.of(
                          UNKNOWN, "UNKNOWN_ERROR", "Cliniko responded with status " + status)
                      .withHttpStatus(status));
    };
  }

  /** Maps the lack of any response. */
  static SourceException forIoFailure(IOException failure) {
    return switch (failure) {
      // How the JDK's client wraps what would have made it retry, had it been allowed to.
      case IOException again when again.getCause() instanceof ConnectException refused ->
          forIoFailure(refused);
      case HttpConnectTimeoutException _ ->
          unavailable("ETIMEDOUT", "Cliniko could not be reached in time");
      case HttpTimeoutException _ -> timeout();
      case ConnectException _ -> unavailable("ECONNREFUSED", "Cliniko could not be reached");
      default -> unavailable("ECONNREFUSED", "The connection to Cliniko broke off");
    };
  }

  static SourceException timeout() {
    return unavailable("CLINIKO_API_TIMEOUT", "Cliniko did not respond in time");
  }

  static SourceException invalidJson() {
    return new TransientSourceException(
        SyncFailure.of(INVALID_DATA, "INVALID_JSON", "Cliniko's response is not JSON"));
  }

  /** The response is a page, but not the requested one; a retry may give it. */
  static SourceException unexpectedPage(String what) {
    return new TransientSourceException(SyncFailure.of(INVALID_DATA, "SCHEMA_MISMATCH", what));
  }

  /** The response is JSON, but no page; a retry would not change that. */
  static SourceException schemaMismatch(String what) {
    return new SourceException(SyncFailure.of(INVALID_DATA, "SCHEMA_MISMATCH", what));
  }

  private static SourceException keyRefused(int status, String code) {
    return new SourceException(
        SyncFailure.of(AUTHENTICATION_FAILED, code, "Cliniko refused the API key")
            .withHttpStatus(status));
  }

  private static SourceException rateLimited(Duration pause) {
    return new RateLimitedException(
        SyncFailure.of(RATE_LIMITED, "HTTP_429", "Cliniko's rate limit was reached")
            .withHttpStatus(429)
            .withRetryAfter(Math.ceilDiv(pause.toMillis(), 1_000L)),
        pause);
  }

  private static SourceException unavailable(String code, String message) {
    return new TransientSourceException(SyncFailure.of(SOURCE_UNAVAILABLE, code, message));
  }
}
