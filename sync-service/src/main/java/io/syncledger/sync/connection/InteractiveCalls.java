package io.syncledger.sync.connection;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.ErrorType;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncFailure;
import io.syncledger.http.Problem;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.source.cliniko.ApiKey;
import io.syncledger.sync.source.cliniko.RequestContext;
import io.syncledger.sync.source.cliniko.SourceException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Calls to Cliniko while somebody waits for the answer, with an organisation's credentials. Those
 * that were refused before are not used.
 */
@Singleton
public final class InteractiveCalls {
  private static final long DEFAULT_RETRY_AFTER_S = 300;

  private final CredentialStore credentials;
  private final Clock clock;

  InteractiveCalls(CredentialStore credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** What is asked. */
  public interface Call<T> {
    T execute(RequestContext account) throws InterruptedException;
  }

  /**
   * @throws Problem 404 without credentials, 502 when Cliniko does not let them in or does not
   *     answer soon
   */
  public <T> T call(OrganizationId organizationId, Call<T> question) throws InterruptedException {
    var owner = new StreamKey(organizationId, ApiKey.SERVICE);
    var found = credentials.find(owner).orElseThrow(InteractiveCalls::credentialsNotFound);
    if (!found.valid()) {
      throw connectionFailed("CLINIKO_AUTH_FAILED", "Cliniko refused this API key before");
    }
    var key = new ApiKey(found.secret().text());
    try {
      return question.execute(new RequestContext(key, (until, _) -> failBusy(until)));
    } catch (SourceException e) {
      if (e.failure().errorType() == ErrorType.AUTHENTICATION_FAILED) {
        credentials.invalidate(owner, found.version());
      }
      throw problem(e.failure());
    }
  }

  /** Nobody who looks at a screen wants to wait for the syncs that use the key. */
  private void failBusy(Instant until) {
    var wait = Duration.between(clock.instant(), until);
    throw connectionFailed("HTTP_429", "Cliniko's rate limit is used up by syncs")
        .with("retry_after", Math.max(1, wait.toSeconds()));
  }

  private static Problem problem(SyncFailure failure) {
    if (!failure.retryable()) {
      return connectionFailed(failure.errorCode(), failure.message());
    }
    var after = failure.retryAfterSeconds();
    var detail =
        failure.errorType() == ErrorType.SOURCE_UNAVAILABLE
            ? "Unable to connect to Cliniko API"
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
