package io.syncledger.http;

import io.micronaut.security.authentication.Authentication;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import java.security.Principal;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, as named by its token. Controller methods take it as an argument.
 *
 * @param subject the token's {@code sub}
 * @param organizations those of {@code org_id} and {@code org_ids}
 * @param roles with the ones they include
 */
public record Caller(String subject, Set<OrganizationId> organizations, Set<String> roles)
    implements Principal {

  public Caller {
    organizations = Set.copyOf(organizations);
    roles = Set.copyOf(roles);
  }

  public static Caller of(Authentication authentication) {
    var claims = authentication.getAttributes();
    var organizations =
        Stream.concat(texts(claims.get("org_id")), texts(claims.get("org_ids")))
            .flatMap(Caller::organization)
            .collect(Collectors.toUnmodifiableSet());
    return new Caller(
        authentication.getName(), organizations, Set.copyOf(authentication.getRoles()));
  }

  @Override
  public String getName() {
    return subject;
  }

  public boolean belongsTo(OrganizationId organization) {
    return organizations.contains(organization);
  }

  /**
   * Checks an organization that is named in a body; those in path and header are checked before any
   * controller runs.
   *
   * @throws Problem 403 unless the token names the organization
   */
  public void requireMembership(OrganizationId organization) {
    if (!belongsTo(organization)) {
      throw Problem.forbidden("The token does not name this organization");
    }
  }

  private static Stream<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Stream.of(text);
      case Collection<?> many ->
          many.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }

  private static Stream<OrganizationId> organization(String text) {
    try {
      return Stream.of(new OrganizationId(text));
    } catch (InvalidEventException e) {
      // A text that cannot be the id of an organization gives access to none.
      return Stream.empty();
    }
  }
}
