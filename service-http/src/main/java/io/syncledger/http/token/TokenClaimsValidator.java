package io.syncledger.http.token;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Requires that a token has an expiry and, where configured, the right issuer and audience.
 * Micronaut itself checks that the token is valid at present.
 */
@Singleton
final class TokenClaimsValidator implements GenericJwtClaimsValidator<HttpRequest<?>> {
  private final TokenSettings settings;

  TokenClaimsValidator(TokenSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean validate(Claims claims, @Nullable HttpRequest<?> request) {
    return claims.contains(Claims.EXPIRATION_TIME)
        && meets(settings.issuer(), claims.get(Claims.ISSUER))
        && meets(settings.audience(), claims.get(Claims.AUDIENCE));
  }

  private static boolean meets(String wanted, @Nullable Object claim) {
    return wanted.isEmpty()
        || wanted.equals(claim)
        || (claim instanceof Collection<?> many && many.contains(wanted));
  }
}
