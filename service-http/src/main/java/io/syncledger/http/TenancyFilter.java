package io.syncledger.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import io.syncledger.events.OrganizationId;
import java.util.List;
import java.util.Locale;

/**
 * Rejects a request whose path or {@code X-Organization-ID} names an organization that its token
 * does not name. The path variable is {@code {organization_id}}; any other variable whose name
 * begins with "org" is checked too, so that a misspelling denies access instead of granting it.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class TenancyFilter implements Ordered {
  private static final String HEADER = "X-Organization-ID";

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    var inPath = organizationsInPath(request);
    var caller = request.getUserPrincipal(Authentication.class).map(Caller::of);
    if (caller.isPresent()) {
      var named = caller.get().organizations().stream().map(OrganizationId::value).toList();
      if (!named.containsAll(inPath) || !named.containsAll(request.getHeaders().getAll(HEADER))) {
        throw Problem.forbidden("The token does not name this organization");
      }
    } else if (!inPath.isEmpty()) {
      throw Problem.unauthenticated();
    }
  }

  private static List<String> organizationsInPath(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(UriRouteMatch.class::cast)
        .map(TenancyFilter::organizationVariables)
        .orElse(List.of());
  }

  private static List<String> organizationVariables(UriRouteMatch<?, ?> match) {
    return match.getVariableValues().entrySet().stream()
        .filter(variable -> variable.getKey().toLowerCase(Locale.ROOT).startsWith("org"))
        .map(variable -> String.valueOf(variable.getValue()))
        .toList();
  }
}
