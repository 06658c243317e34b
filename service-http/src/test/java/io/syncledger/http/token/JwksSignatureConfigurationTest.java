package io.syncledger.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that verifies tokens with the keys of a JWKS URL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwksSignatureConfigurationTest {
  private final RSAKey published = rsa("key-1");
  private final ECKey alsoPublished = ec("key-2");
  private final HttpServer issuer = issuer();
  private EmbeddedServer service = service("http://localhost:" + issuer.getAddress().getPort());

  @BeforeAll
  void publish() {
    var keys = new JWKSet(List.of(published.toPublicJWK(), alsoPublished.toPublicJWK()));
    var body = keys.toString().getBytes(StandardCharsets.UTF_8);
    issuer.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
  }

  @AfterAll
  void stop() {
    service.close();
    issuer.stop(0);
  }

  @Test
  void a_token_signed_with_a_published_key_is_accepted() throws Exception {
    var token = signed(JWSAlgorithm.RS256, "key-1", new RSASSASigner(published));

    assertThat(call(service, token)).isEqualTo(200);
    assertThat(call(service, signed(JWSAlgorithm.ES256, "key-2", new ECDSASigner(alsoPublished))))
        .isEqualTo(200);
  }

  @Test
  void a_key_that_is_not_published_is_refused() throws Exception {
    var other = rsa("key-1");

    assertThat(call(service, signed(JWSAlgorithm.RS256, "key-1", new RSASSASigner(other))))
        .isEqualTo(401);
    assertThat(call(service, signed(JWSAlgorithm.RS256, "key-9", new RSASSASigner(other))))
        .isEqualTo(401);
  }

  @Test
  void a_public_key_is_not_taken_for_a_shared_secret() throws Exception {
    var secret = published.toPublicJWK().toRSAPublicKey().getEncoded();

    assertThat(call(service, signed(JWSAlgorithm.HS256, "key-1", new MACSigner(secret))))
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"us, syncledger, 200", "others, syncledger, 401", "us, another-product, 401"})
  void a_token_of_another_issuer_or_for_another_audience_is_refused(
      String issuedBy, String audience, int status) throws Exception {
    var token =
        signed(JWSAlgorithm.RS256, "key-1", new RSASSASigner(published), issuedBy, audience);

    assertThat(call(service, token)).isEqualTo(status);
  }

  @Test
  void while_the_issuer_is_unreachable_tokens_are_neither_accepted_nor_refused() throws Exception {
    try (var alone = service("http://localhost:1")) {
      var token = signed(JWSAlgorithm.RS256, "key-1", new RSASSASigner(published));

      assertThat(call(alone, token)).isEqualTo(503);
    }
  }

  private static EmbeddedServer service(String issuer) {
    return ApplicationContext.run(
        EmbeddedServer.class,
        Map.of(
            "syncledger.tokens.secret", "",
            "syncledger.tokens.jwks-url", issuer + "/keys",
            "syncledger.tokens.issuer", "us",
            "syncledger.tokens.audience", "syncledger"),
        "test");
  }

  private static int call(EmbeddedServer service, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(service.getURI().resolve("/api/v1/session"))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }

  private static String signed(JWSAlgorithm algorithm, String key, JWSSigner signer)
      throws JOSEException {
    return signed(algorithm, key, signer, "us", "syncledger");
  }

  private static String signed(
      JWSAlgorithm algorithm, String key, JWSSigner signer, String issuedBy, String audience)
      throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(key).build(),
            new JWTClaimsSet.Builder()
                .subject("someone")
                .issuer(issuedBy)
                .audience(audience)
                .claim("org_ids", List.of("org_1"))
                .claim("roles", List.of("viewer"))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .build());
    token.sign(signer);
    return token.serialize();
  }

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpServer issuer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
