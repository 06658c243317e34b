package io.syncledger.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Value;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class TokenAuthenticationTest {
  private static final String DOOR = "/rooms/caller";

  @Inject TestClient client;

  @Value("${syncledger.tokens.secret}")
  String secret = "";

  @Test
  void a_valid_token_is_accepted() throws JOSEException {
    assertThat(client.getAs(signed(claims().build(), secret), DOOR).status()).isEqualTo(200);
  }

  @Test
  void without_a_token_the_response_demands_one() {
    refused(client.get(DOOR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "", "eyJhbGciOiJIUzI1NiJ9.e30.", "null"})
  void garbage_is_refused(String token) {
    refused(client.getAs(token, DOOR));
  }

  @Test
  void an_expired_token_is_refused() {
    var anHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    var token =
        new LocalTokenIssuer(secret, anHourAgo)
            .issue(
                "someone",
                List.of(new OrganizationId("org_1")),
                Set.of(Role.ADMIN),
                Duration.ofMinutes(59));

    refused(client.getAs(token, DOOR));
  }

  @Test
  void a_token_is_refused_from_its_end_on_although_it_has_just_been_used() throws JOSEException {
    var end = Instant.now().plusSeconds(6);
    var token = signed(claims().expirationTime(Date.from(end)).build(), secret);

    assertThat(client.getAs(token, DOOR).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> refused(client.getAs(token, DOOR)));
  }

  @Test
  void a_token_that_never_ends_is_refused() throws JOSEException {
    refused(client.getAs(signed(claims().expirationTime(null).build(), secret), DOOR));
  }

  @Test
  void a_token_of_the_future_is_refused() throws JOSEException {
    var claims = claims().notBeforeTime(inMinutes(5)).build();

    refused(client.getAs(signed(claims, secret), DOOR));
  }

  @Test
  void a_token_without_a_subject_is_refused() throws JOSEException {
    refused(client.getAs(signed(claims().subject(null).build(), secret), DOOR));
  }

  @Test
  void an_unsigned_token_is_refused() {
    refused(client.getAs(new PlainJWT(claims().build()).serialize(), DOOR));
  }

  @Test
  void another_key_s_signature_is_refused() throws JOSEException {
    refused(client.getAs(signed(claims().build(), "another-secret-of-32-bytes-or-more"), DOOR));
  }

  @Test
  void a_changed_token_is_refused() throws JOSEException {
    var parts = signed(claims().build(), secret).split("\\.", -1);
    var forged = signed(claims().claim("roles", List.of("admin")).build(), "x".repeat(32));

    refused(client.getAs(parts[0] + "." + forged.split("\\.", -1)[1] + "." + parts[2], DOOR));
  }

  @Test
  void one_organization_may_stand_in_org_id() throws JOSEException {
    var token = signed(claims().claim("org_ids", null).claim("org_id", "org_7").build(), secret);

    assertThat(client.getAs(token, DOOR).json().path("organizations").toString())
        .isEqualTo("[\"org_7\"]");
  }

  @Test
  void claims_of_an_unexpected_kind_give_no_rights() throws JOSEException {
    var token =
        signed(
            claims().claim("org_ids", 5).claim("roles", List.of("root", "viewer", 7)).build(),
            secret);

    var caller = client.getAs(token, DOOR).json();
    assertThat(caller.path("organizations").toString()).isEqualTo("[]");
    assertThat(caller.path("roles").toString()).isEqualTo("[\"viewer\"]");
    assertThat(
            client.getAs(signed(claims().claim("roles", "admin").build(), secret), DOOR).status())
        .isEqualTo(403);
  }

  @Test
  void a_token_in_the_query_is_not_read() {
    refused(client.get(DOOR + "?access_token=" + client.token(Role.VIEWER)));
  }

  private static void refused(TestClient.Response response) {
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.json().at("/details/error_type").textValue()).isEqualTo("unauthenticated");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("someone")
        .claim("org_ids", List.of("org_1"))
        .claim("roles", List.of("viewer"))
        .expirationTime(inMinutes(5));
  }

  private static Date inMinutes(int minutes) {
    return Date.from(Instant.now().plus(Duration.ofMinutes(minutes)));
  }

  private static String signed(JWTClaimsSet claims, String secret) throws JOSEException {
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(secret));
    return token.serialize();
  }
}
