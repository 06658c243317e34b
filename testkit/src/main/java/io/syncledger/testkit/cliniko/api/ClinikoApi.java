package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.access.ApiKeys;
import io.syncledger.testkit.cliniko.access.RateLimiter;
import io.syncledger.testkit.cliniko.access.UserAgentPolicy;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import java.time.Instant;
import java.util.Optional;

/** The well-behaved API: authenticates a request, applies the rate limit, then routes it. */
public final class ClinikoApi {

  private final UserAgentPolicy userAgents;
  private final ApiKeys keys;
  private final RateLimiter limiter;
  private final Router routes;

  public ClinikoApi(Clinic clinic, ApiKeys keys, RateLimiter limiter, UserAgentPolicy userAgents) {
    this.userAgents = userAgents;
    this.keys = keys;
    this.limiter = limiter;
    this.routes = new Router(clinic);
  }

  public Response handle(Request request) {
    if (!userAgents.allows(request.header("User-Agent"))) {
      return Response.text(403, "text/plain", "Forbidden\n");
    }
    Optional<String> key = keys.authenticate(request.header("Authorization"));
    if (key.isEmpty()) {
      return Response.unauthorized();
    }
    return limiter
        .blockedUntil(key.get())
        .map(ClinikoApi::tooManyRequests)
        .orElseGet(() -> routes.handle(request));
  }

  /** Without Retry-After: Cliniko only documents the reset, in UNIX seconds. */
  public static Response tooManyRequests(Instant reset) {
    return Response.text(429, "text/plain", "Retry later\n")
        .withHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
  }
}
