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
 * Carries the bearer token in a cookie. A request with an {@code Authorization} header is
 * authenticated by that header alone.
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

  Cookie withToken(String token, Duration validity, HttpRequest<?> request) {
    return Cookie.of(NAME, token)
        .path("/")
        .httpOnly()
        .sameSite(SameSite.Strict)
        .secure(onHttps(request))
        .maxAge(validity);
  }

  Cookie expired(HttpRequest<?> request) {
    return withToken("", Duration.ZERO, request);
  }

  /** Whether the browser uses https, with this server or with the proxy in front. */
  private static boolean onHttps(HttpRequest<?> request) {
    return request.isSecure()
        || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
  }
}
