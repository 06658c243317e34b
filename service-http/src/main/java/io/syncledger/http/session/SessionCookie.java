package io.syncledger.http.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The bearer token in a cookie. A request with an {@code Authorization} header is judged by that
 * alone.
 */
@Singleton
final class SessionCookie implements TokenReader<HttpRequest<?>> {
  static final String NAME = "syncledger_session";

  @Override
  public Optional<String> findToken(HttpRequest<?> request) {
    return request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
        ? Optional.empty()
        : request.getCookies().findCookie(NAME).map(Cookie::getValue);
  }

  Cookie holding(String token, Duration validity, HttpRequest<?> request) {
    return Cookie.of(NAME, token)
        .path("/")
        .httpOnly()
        .sameSite(SameSite.Strict)
        .secure(onHttps(request))
        .maxAge(validity);
  }

  Cookie cleared(HttpRequest<?> request) {
    return holding("", Duration.ZERO, request);
  }

  /** Here, or at the proxy in front. */
  private static boolean onHttps(HttpRequest<?> request) {
    return request.isSecure()
        || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
  }
}
