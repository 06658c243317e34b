package io.syncledger.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class SameOriginTest {
  private static final String BOOKING = "{\"guest_name\": \"a\"}";

  @Inject TestClient client;

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin,          200",
    "Sec-Fetch-Site, same-site,            403",
    "Sec-Fetch-Site, cross-site,           403",
    "Sec-Fetch-Site, none,                 403",
    "Origin,         http://evil.example,  403",
    "Origin,         null,                 403",
    "Origin,         http://a b,           403",
    "Accept,         application/json,     403",
  })
  void a_cookie_allows_changes_only_from_our_own_pages(String header, String value, int status) {
    var response = client.post("/rooms/bookings", BOOKING, "Cookie", cookie(), header, value);

    assertThat(response.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void our_own_origin_is_recognized_without_fetch_metadata_also_behind_a_proxy(String scheme) {
    var origin = scheme + "://" + client.uri().getAuthority();

    assertThat(
            client.post("/rooms/bookings", BOOKING, "Cookie", cookie(), "Origin", origin).status())
        .isEqualTo(200);
  }

  @Test
  void the_refusal_gives_its_reason() {
    var response =
        client.post("/rooms/bookings", BOOKING, "Cookie", cookie(), "Sec-Fetch-Site", "cross-site");

    assertThat(response.json().path("detail").textValue())
        .isEqualTo("The request comes from another site");
  }

  @Test
  void reading_with_a_cookie_needs_no_proof_of_origin() {
    assertThat(
            client.get("/rooms/stay", "Cookie", cookie(), "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(200);
  }

  @Test
  void another_site_cannot_sign_a_visitor_in() {
    var response =
        client.post(
            "/api/v1/session",
            "{\"token\": \"" + client.token(Role.VIEWER) + "\"}",
            "Sec-Fetch-Site",
            "cross-site");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "cross-site"})
  void a_bearer_token_may_come_from_anywhere(String site) {
    var response =
        client.postAs(
            client.token(Role.VIEWER), "/rooms/bookings", BOOKING, "Sec-Fetch-Site", site);

    assertThat(response.status()).isEqualTo(200);
  }

  private String cookie() {
    return "syncledger_session=" + client.token(Role.VIEWER);
  }
}
