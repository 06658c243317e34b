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

/** Says on every read how fresh it is. */
@ServerFilter("/api/v1/**")
final class WatermarkHeaderFilter {
  private static final String HEADER = "Syncledger-Watermark";
  private static final String READ_SIDE = "io.syncledger.query.";

  private record Said(Instant watermark, long tenths, String text) {}

  private final ViewWatermark freshness;
  private volatile @Nullable Said said;

  WatermarkHeaderFilter(ViewWatermark freshness) {
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
      response.header(HEADER, value());
    }
  }

  /** Formatted anew only when it has changed by a tenth of a second. */
  private String value() {
    var watermark = freshness.current();
    long tenths = Math.round(freshness.lag().toMillis() / 100.0);
    var last = said;
    if (last == null || last.tenths() != tenths || !last.watermark().equals(watermark)) {
      var text =
          String.format(Locale.ROOT, "%s; lag=%.1fs", Rfc3339.format(watermark), tenths / 10.0);
      last = new Said(watermark, tenths, text);
      said = last;
    }
    return last.text();
  }
}
