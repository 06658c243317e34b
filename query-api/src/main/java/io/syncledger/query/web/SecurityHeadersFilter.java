package io.syncledger.query.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Adds the headers that protect pages in a browser: nothing is loaded from other hosts, nothing is
 * framed, no content type is guessed. Inline styles are allowed because the panel's component
 * library writes them. Files whose names contain a hash of their content are cached forever; pages
 * are revalidated.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeadersFilter {
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header("Content-Security-Policy", POLICY);
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "no-referrer");
    response.getHeaders().remove("Cache-Control");
    response.header(
        "Cache-Control",
        request.getPath().startsWith("/assets/") && response.code() == 200
            ? "public, max-age=31536000, immutable"
            : "no-cache");
  }
}
