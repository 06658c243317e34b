package io.syncledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest
class RolesTest {
  @Inject TestClient client;

  @ParameterizedTest
  @CsvSource({
    "viewer,   200, 403, 403, 403",
    "operator, 200, 200, 403, 403",
    "admin,    200, 200, 200, 200",
    "emitter,  403, 403, 403, 200",
  })
  void a_role_grants_its_own_rights_and_those_of_the_roles_that_it_includes(
      String role, int viewers, int operators, int admins, int emitters) {
    var token = client.token(role);

    assertThat(client.getAs(token, "/rooms/caller").status()).isEqualTo(viewers);
    assertThat(client.getAs(token, "/rooms/operator").status()).isEqualTo(operators);
    assertThat(client.getAs(token, "/rooms/admin").status()).isEqualTo(admins);
    assertThat(client.getAs(token, "/rooms/emitter").status()).isEqualTo(emitters);
  }

  @Test
  void a_token_without_roles_grants_nothing() {
    var response = client.getAs(client.token(), "/rooms/caller");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.json().at("/details/error_type").textValue()).isEqualTo("forbidden");
  }

  @Test
  void a_controller_sees_who_calls() {
    var caller = client.getAs(client.token(Role.OPERATOR, Role.EMITTER), "/rooms/caller").json();

    assertThat(caller.path("subject").textValue()).isEqualTo("someone");
    assertThat(caller.path("organizations").toString()).isEqualTo("[\"org_1\",\"org_2\"]");
    assertThat(caller.path("roles").toString()).isEqualTo("[\"emitter\",\"operator\",\"viewer\"]");
  }

  @Test
  void blocking_work_runs_on_virtual_threads() {
    var caller = client.getAs(client.token(Role.VIEWER), "/rooms/caller").json();

    assertThat(caller.path("virtual").booleanValue()).isTrue();
  }
}
