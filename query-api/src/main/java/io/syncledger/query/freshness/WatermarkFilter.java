package io.syncledger.query.freshness;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.syncledger.http.wire.Rfc3339;
import java.util.Locale;

/** Says on every read how fresh it is. */
@ServerFilter("/api/v1/**")
final class WatermarkFilter {
  private static final String HEADER = "Syncledger-Watermark";
  private static final String READ_SIDE = "io.syncledger.query.";

  private final Freshness freshness;

  WatermarkFilter(Freshness freshness) {
    this.freshness = freshness;
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    // In standalone mode other services answer under the same paths.
    boolean read =
        RouteAttributes.getRouteMatch(request)
            .filter(MethodBasedRouteMatch.class::isInstance)
            .map(match -> ((MethodBasedRouteMatch<?, ?>) match).getDeclaringType().getName())
            .filter(name -> name.startsWith(READ_SIDE))
            .isPresent();
    if (read) {
      var seconds = freshness.lag().toMillis() / 1000.0;
      response.header(
          HEADER,
          String.format(
              Locale.ROOT, "%s; lag=%.1fs", Rfc3339.format(freshness.watermark()), seconds));
    }
  }
}
