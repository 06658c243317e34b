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
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Creates what verifies the signatures of tokens: with published keys or with a local one, never
 * with none.
 */
@Factory
final class TokenSignatureFactory {
  static final int SECRET_BYTES = 32;

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
    requireLength(secret);
    var key = new SecretSignatureConfiguration("local");
    key.setSecret(secret);
    return new SecretSignature(key);
  }

  static void requireLength(String secret) {
    if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
      throw new InvalidSettingException(
          "SYNCLEDGER_JWT_SECRET must have at least " + SECRET_BYTES + " bytes");
    }
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
