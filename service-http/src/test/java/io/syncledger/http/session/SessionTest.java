package io.syncledger.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import java.net.HttpCookie;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@MicronautTest
class SessionTest {
  private static final String PATH = "/api/v1/session";

  @Inject TestClient client;

  @Test
  void a_token_becomes_a_cookie_that_scripts_cannot_read_and_other_sites_cannot_use() {
    var response = open(client.token(Role.VIEWER));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.text()).isEmpty();
    var cookie = response.header("Set-Cookie");
    assertThat(cookie)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    assertThat(HttpCookie.parse(cookie).getFirst().getMaxAge()).isBetween(500L, 600L);
  }

  @Test
  void behind_https_the_cookie_stays_on_https() {
    var response =
        client.post(
            PATH,
            "{\"token\": \"" + client.token(Role.VIEWER) + "\"}",
            "X-Forwarded-Proto",
            "https");

    assertThat(response.header("Set-Cookie")).contains("Secure");
  }

  @Test
  void the_cookie_signs_in() {
    var token = client.token(Role.OPERATOR);

    var response = client.get(PATH, "Cookie", cookie(token));

    assertThat(response.status()).isEqualTo(200);
    var session = response.json();
    assertThat(session.path("subject").textValue()).isEqualTo("someone");
    assertThat(session.path("org_ids").toString()).isEqualTo("[\"org_1\",\"org_2\"]");
    assertThat(session.path("roles").toString()).isEqualTo("[\"operator\",\"viewer\"]");
    assertThat(session.path("expires_at").textValue()).endsWith(".000Z");
    assertThat(Instant.parse(session.path("expires_at").textValue())).isAfter(Instant.now());
    assertThat(client.get("/rooms/operator", "Cookie", cookie(token)).status()).isEqualTo(200);
  }

  @Test
  void a_token_that_no_request_may_carry_opens_no_session() {
    var response = open("garbage");

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.header("Set-Cookie")).isEmpty();
  }

  @Test
  void a_session_needs_a_token_that_fits_into_a_cookie() {
    assertThat(client.post(PATH, "{}").json().path("detail").textValue())
        .isEqualTo("token must not be blank");
    assertThat(open("x".repeat(4000)).status()).isEqualTo(400);
  }

  @Test
  void without_a_session_the_response_is_401() {
    assertThat(client.get(PATH).status()).isEqualTo(401);
    assertThat(client.get(PATH, "Cookie", cookie("garbage")).status()).isEqualTo(401);
  }

  @Test
  void closing_clears_the_cookie_even_an_expired_one() {
    var response =
        client.call(
            "DELETE", PATH, null, "Cookie", cookie("expired"), "Sec-Fetch-Site", "same-origin");

    assertThat(response.status()).isEqualTo(204);
    assertThat(HttpCookie.parse(response.header("Set-Cookie")).getFirst().getMaxAge()).isZero();
  }

  @Test
  void a_cookie_does_not_make_up_for_a_bad_bearer_token() {
    var response = client.getAs("garbage", PATH, "Cookie", cookie(client.token(Role.VIEWER)));

    assertThat(response.status()).isEqualTo(401);
  }

  private TestClient.Response open(String token) {
    return client.post(PATH, "{\"token\": \"" + token + "\"}");
  }

  private static String cookie(String token) {
    return "syncledger_session=" + token;
  }
}
