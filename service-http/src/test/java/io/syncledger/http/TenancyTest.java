package io.syncledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of these tests names org_1 and org_2. */
@MicronautTest
class TenancyTest {
  @Inject TestClient client;

  @ParameterizedTest
  @CsvSource({
    "/rooms/of/org_1/sync/a,    200",
    "/rooms/of/org_2/sync/a,    200",
    "/rooms/of/org_3/sync/a,    403",
    "/rooms/of/ORG_1/sync/a,    403",
    "/rooms/of/org_1%20/sync/a, 403",
    "/rooms/of/org_%31/sync/a,  200",
    "/rooms/of/org_1%2Forg_2/sync/a, 403",
  })
  void a_path_leads_only_to_the_token_s_organizations(String path, int status) {
    assertThat(client.getAs(client.token(Role.VIEWER), path).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {Role.VIEWER, Role.OPERATOR, Role.ADMIN})
  void no_role_leads_to_another_organization(String role) {
    var response = client.getAs(client.token(role), "/rooms/of/org_3/sync/a");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.json().path("detail").textValue())
        .isEqualTo("The token does not name this organization");
  }

  @Test
  void the_header_leads_only_to_the_token_s_organizations() {
    var token = client.token(Role.VIEWER);

    assertThat(client.getAs(token, "/rooms/by-header", "X-Organization-ID", "org_2").text())
        .isEqualTo("org_2");
    assertThat(client.getAs(token, "/rooms/by-header", "X-Organization-ID", "org_3").status())
        .isEqualTo(403);
    assertThat(client.getAs(token, "/rooms/by-header", "x-organization-id", "org_3").status())
        .isEqualTo(403);
    assertThat(client.getAs(token, "/rooms/caller", "X-Organization-ID", "org_3").status())
        .isEqualTo(403);
  }

  @Test
  void a_second_header_cannot_hide_behind_the_first() {
    var response =
        client.getAs(
            client.token(Role.VIEWER),
            "/rooms/by-header",
            "X-Organization-ID",
            "org_1",
            "X-Organization-ID",
            "org_3");

    assertThat(response.status()).isEqualTo(403);
  }

  @Test
  void path_and_header_are_both_checked() {
    var response =
        client.getAs(
            client.token(Role.VIEWER), "/rooms/of/org_1/sync/a", "X-Organization-ID", "org_3");

    assertThat(response.status()).isEqualTo(403);
  }

  @Test
  void a_variable_of_another_spelling_is_closed_as_well() {
    var token = client.token(Role.VIEWER);

    assertThat(client.getAs(token, "/rooms/misspelt/org_1").status()).isEqualTo(200);
    assertThat(client.getAs(token, "/rooms/misspelt/org_3").status()).isEqualTo(403);
  }

  @Test
  void a_path_of_an_organization_is_never_anonymous() {
    assertThat(client.get("/rooms/anonymous/org_1").status()).isEqualTo(401);
    assertThat(client.getAs(client.token(Role.VIEWER), "/rooms/anonymous/org_1").status())
        .isEqualTo(200);
  }
}
