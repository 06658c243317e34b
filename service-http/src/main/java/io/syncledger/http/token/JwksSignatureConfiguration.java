package io.syncledger.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import io.syncledger.http.Problem;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies signatures with the keys of a JWKS URL. The keys are cached for some minutes and fetched
 * again when a token names an unknown key, but not more often than the rate limit allows, so that
 * forged tokens cannot cause a flood of requests.
 */
final class JwksSignatureConfiguration implements SignatureConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(JwksSignatureConfiguration.class);
  private static final int TIMEOUT_MS = 5_000;
  private static final int MAX_BYTES = 512 * 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  /** Asymmetric algorithms only: a published key must never be used as a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final JWSVerificationKeySelector<SecurityContext> keys;

  private JwksSignatureConfiguration(JWKSource<SecurityContext> source) {
    keys = new JWSVerificationKeySelector<>(ALGORITHMS, source);
  }

  static JwksSignatureConfiguration at(URI url) {
    try {
      var retriever = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);
      return new JwksSignatureConfiguration(
          JWKSourceBuilder.<SecurityContext>create(url.toURL(), retriever)
              .retrying(true)
              .outageTolerant(true)
              .build());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String supportedAlgorithmsMessage() {
    return "Only " + ALGORITHMS + " are supported";
  }

  @Override
  public boolean supports(JWSAlgorithm algorithm) {
    return ALGORITHMS.contains(algorithm);
  }

  @Override
  public boolean verify(SignedJWT token) throws JOSEException {
    try {
      for (Key key : keys.selectJWSKeys(token.getHeader(), null)) {
        JWSVerifier verifier =
            new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key);
        if (token.verify(verifier)) {
          return true;
        }
      }
      return false;
    } catch (KeySourceException e) {
      // Not a 401, which would end sessions: the caller did nothing wrong.
      LOG.warn("The token issuer's keys cannot be fetched: {}", e.getMessage());
      throw Problem.unavailable("Tokens cannot be checked at the moment", RETRY_AFTER);
    }
  }

  private static Set<JWSAlgorithm> algorithms() {
    var all = new HashSet<>(JWSAlgorithm.Family.RSA);
    all.addAll(JWSAlgorithm.Family.EC);
    return Set.copyOf(all);
  }
}
