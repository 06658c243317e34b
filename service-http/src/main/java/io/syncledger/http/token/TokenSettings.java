package io.syncledger.http.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The conditions under which a token is accepted. Empty means not set.
 *
 * @param jwksUrl where the issuer publishes its keys ({@code SYNCLEDGER_JWKS_URL})
 * @param secret alternatively the local key, at least 32 bytes ({@code SYNCLEDGER_JWT_SECRET})
 * @param issuer when set, the {@code iss} that a token must have ({@code SYNCLEDGER_JWT_ISSUER})
 * @param audience when set, one of a token's {@code aud} ({@code SYNCLEDGER_JWT_AUDIENCE})
 */
@ConfigurationProperties("syncledger.tokens")
record TokenSettings(
    @Bindable(defaultValue = "") String jwksUrl,
    @Bindable(defaultValue = "") String secret,
    @Bindable(defaultValue = "") String issuer,
    @Bindable(defaultValue = "") String audience) {}
