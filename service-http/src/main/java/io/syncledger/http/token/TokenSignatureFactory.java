package io.syncledger.http.token;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import io.syncledger.http.InvalidSettingException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/**
 * Creates the verifier of token signatures: with published keys or with a local one, never without
 * a key.
 */
@Factory
final class TokenSignatureFactory {
  /** Created with the context, so that a service without keys does not start. */
  @Context
  SignatureConfiguration signatureConfiguration(TokenSettings settings) {
    if (settings.jwksUrl().isEmpty() == settings.secret().isEmpty()) {
      throw new InvalidSettingException(
          "Set either SYNCLEDGER_JWKS_URL (where the token issuer publishes its keys)"
              + " or SYNCLEDGER_JWT_SECRET (a local key of at least 32 bytes)");
    }
    return settings.secret().isEmpty()
        ? JwksSignatureConfiguration.at(url(settings.jwksUrl()))
        : localKey(settings.secret());
  }

  @Singleton
  @Requires(property = "syncledger.tokens.secret", notEquals = "")
  LocalTokenIssuer localTokenIssuer(TokenSettings settings, Clock clock) {
    return new LocalTokenIssuer(settings.secret(), clock);
  }

  private static SignatureConfiguration localKey(String secret) {
    LocalTokenIssuer.requireLength(secret);
    var key = new SecretSignatureConfiguration("local");
    key.setSecret(secret);
    return new SecretSignature(key);
  }

  private static URI url(String text) {
    try {
      var url = URI.create(text);
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("SYNCLEDGER_JWKS_URL is not a URL", e);
    }
    throw new InvalidSettingException("SYNCLEDGER_JWKS_URL must be an http or https URL");
  }
}
