package io.syncledger.http.token;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.DefaultRolesFinder;
import io.micronaut.security.token.RolesFinder;
import io.syncledger.http.Role;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the roles of a token, each with those it includes. Unknown names are ignored. */
@Singleton
@Replaces(DefaultRolesFinder.class)
final class TokenRolesFinder implements RolesFinder {

  @Override
  public List<String> resolveRoles(@Nullable Map<String, Object> claims) {
    return claims != null && claims.get("roles") instanceof Collection<?> roles
        ? roles.stream()
            .flatMap(role -> Role.withIncluded(String.valueOf(role)).stream())
            .distinct()
            .toList()
        : List.of();
  }
}
