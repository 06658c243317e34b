package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.access.ApiKeys;
import io.syncledger.testkit.cliniko.access.RateLimiter;
import io.syncledger.testkit.cliniko.access.UserAgentRule;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Reply;
import io.syncledger.testkit.cliniko.http.Request;
import java.time.Instant;
import java.util.Optional;

/** The API in good order: who calls, how often, then what for. */
public final class Api {

  private final UserAgentRule userAgents;
  private final ApiKeys keys;
  private final RateLimiter limiter;
  private final Routes routes;

  public Api(Clinic clinic, ApiKeys keys, RateLimiter limiter, UserAgentRule userAgents) {
    this.userAgents = userAgents;
    this.keys = keys;
    this.limiter = limiter;
    this.routes = new Routes(clinic);
  }

  public Reply handle(Request request) {
    if (!userAgents.permits(request.header("User-Agent"))) {
      return Reply.text(403, "text/plain", "Forbidden\n");
    }
    Optional<String> key = keys.authenticate(request.header("Authorization"));
    if (key.isEmpty()) {
      return Reply.unauthorized();
    }
    return limiter
        .refusedUntil(key.get())
        .map(Api::tooManyRequests)
        .orElseGet(() -> routes.handle(request));
  }

  /** No Retry-After: the reset, in UNIX seconds, is all that Cliniko documents. */
  public static Reply tooManyRequests(Instant reset) {
    return Reply.text(429, "text/plain", "Retry later\n")
        .with("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
  }
}
