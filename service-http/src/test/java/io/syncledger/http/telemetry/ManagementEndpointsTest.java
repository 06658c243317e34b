package io.syncledger.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class ManagementEndpointsTest {
  @Inject TestClient client;

  @ParameterizedTest
  @ValueSource(strings = {"/health/liveness", "/health/readiness"})
  void health_needs_no_token(String path) {
    var response = client.get(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.json().path("status").textValue()).isEqualTo("UP");
  }

  @Test
  void metrics_need_no_token() {
    assertThat(client.getAs(client.token(Role.VIEWER), "/rooms/stay").status()).isEqualTo(200);

    var response = client.get("/prometheus");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains("http_server_requests_seconds_count");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/beans", "/env", "/routes", "/loggers", "/info", "/threaddump"})
  void no_other_management_endpoint_is_served(String path) {
    assertThat(client.getAs(client.token(Role.ADMIN), path).status()).isEqualTo(404);
  }
}
