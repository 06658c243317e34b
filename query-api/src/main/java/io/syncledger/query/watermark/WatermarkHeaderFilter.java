package io.syncledger.query.watermark;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.syncledger.http.wire.Rfc3339;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Adds a header to the response of every read that says how fresh its data is. */
@ServerFilter("/api/v1/**")
final class WatermarkHeaderFilter {
  private static final String HEADER = "Syncledger-Watermark";
  private static final String READ_SIDE = "io.syncledger.query.";

  private record HeaderValue(Instant watermark, long tenths, String text) {}

  private final ViewWatermark watermark;
  private volatile @Nullable HeaderValue lastValue;

  WatermarkHeaderFilter(ViewWatermark watermark) {
    this.watermark = watermark;
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    // In standalone mode other services serve the same paths.
    boolean read =
        RouteAttributes.getRouteMatch(request)
            .filter(MethodBasedRouteMatch.class::isInstance)
            .map(match -> ((MethodBasedRouteMatch<?, ?>) match).getDeclaringType().getName())
            .filter(name -> name.startsWith(READ_SIDE))
            .isPresent();
    if (read) {
      response.header(HEADER, value());
    }
  }

  /** Is formatted again only when it has changed by a tenth of a second. */
  private String value() {
    var current = watermark.current();
    long tenths = Math.round(watermark.lag().toMillis() / 100.0);
    var last = lastValue;
    if (last == null || last.tenths() != tenths || !last.watermark().equals(current)) {
      var text =
          String.format(Locale.ROOT, "%s; lag=%.1fs", Rfc3339.format(current), tenths / 10.0);
      last = new HeaderValue(current, tenths, text);
      lastValue = last;
    }
    return last.text();
  }
}
