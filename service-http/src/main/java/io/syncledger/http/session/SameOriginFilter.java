package io.syncledger.http.session;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.syncledger.http.Problem;
import java.util.Set;

/**
 * Protects against cross-site request forgery: rejects changes that another site makes a browser
 * request. Browsers name the origin in {@code Sec-Fetch-Site} or, on plain http, in {@code Origin};
 * a session cookie without either is rejected too. Requests with an {@code Authorization} header
 * cannot be forged this way and pass.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class SameOriginFilter implements Ordered {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.before();
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    var judged =
        !SAFE.contains(request.getMethod())
            && !request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    if (judged && !sameOrigin(request)) {
      throw Problem.forbidden("The request comes from another site");
    }
  }

  private static boolean sameOrigin(HttpRequest<?> request) {
    var site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    if (origin != null) {
      // Without the scheme, which a proxy may change; the proxy must keep Host.
      return origin
          .replaceFirst("^https?://", "")
          .equals(request.getHeaders().get(HttpHeaders.HOST));
    }
    return request.getCookies().findCookie(SessionCookie.NAME).isEmpty();
  }
}
