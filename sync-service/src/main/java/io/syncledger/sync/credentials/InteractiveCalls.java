package io.syncledger.sync.credentials;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.ErrorType;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncFailure;
import io.syncledger.http.Problem;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceException;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Calls a source while a client waits for the response, with an organization's credentials. No
 * request is made with credentials that were refused before, and none that would have to wait.
 */
@Singleton
public final class InteractiveCalls {
  private static final long DEFAULT_RETRY_AFTER_S = 300;

  private final CredentialStore credentials;
  private final Sources sources;
  private final Clock clock;

  InteractiveCalls(CredentialStore credentials, Sources sources, Clock clock) {
    this.credentials = credentials;
    this.sources = sources;
    this.clock = clock;
  }

  /** Sends requests to the source. */
  public interface Call<T> {
    T execute(RequestContext context) throws InterruptedException;
  }

  /**
   * @throws Problem 404 without credentials, 502 when the source does not accept them or does not
   *     answer soon
   */
  public <T> T call(StreamKey key, Call<T> call) throws InterruptedException {
    var source = sources.get(key.service());
    var found = credentials.find(key).orElseThrow(InteractiveCalls::credentialsNotFound);
    if (!found.valid()) {
      throw connectionFailed(
          source.credentialRefusedBefore().errorCode(),
          source.displayName() + " refused this API key before");
    }
    try {
      return call.execute(
          new RequestContext(found.secret(), (until, _) -> failBusy(source, until)));
    } catch (SourceException e) {
      if (e.failure().errorType() == ErrorType.AUTHENTICATION_FAILED) {
        credentials.invalidate(key, found.version());
      }
      throw problem(source, e.failure());
    }
  }

  /** Nobody who looks at a screen wants to wait for the syncs that use the key. */
  private void failBusy(Source source, Instant until) {
    var wait = Duration.between(clock.instant(), until);
    throw connectionFailed("HTTP_429", source.displayName() + "'s rate limit is used up by syncs")
        .with("retry_after", Math.max(1, wait.toSeconds()));
  }

  private static Problem problem(Source source, SyncFailure failure) {
    if (!failure.retryable()) {
      return connectionFailed(failure.errorCode(), failure.message());
    }
    var after = failure.retryAfterSeconds();
    var detail =
        failure.errorType() == ErrorType.SOURCE_UNAVAILABLE
            ? "Unable to connect to " + source.displayName() + " API"
            : failure.message();
    return connectionFailed(failure.errorCode(), detail)
        .with("retry_after", after == null ? DEFAULT_RETRY_AFTER_S : after);
  }

  private static Problem connectionFailed(String code, String detail) {
    return new Problem(HttpStatus.BAD_GATEWAY, "api_connection_failed", "Sync failed", detail)
        .with("error_code", code);
  }

  private static Problem credentialsNotFound() {
    return new Problem(
            HttpStatus.NOT_FOUND,
            "credentials_not_found",
            "Not connected",
            "The organization has no API key for this service")
        .with("error_code", "CREDENTIALS_NOT_FOUND");
  }
}
