package io.syncledger.http.token;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say besides a valid signature: when it ends, and, where the service is told to
 * ask, who issued it and for whom. That it has not ended, and has begun, Micronaut checks.
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
