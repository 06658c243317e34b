package io.syncledger.sync.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectionApiTest {
  private static final String BUSY = "BUSYKEY-au4";

  private static ClinikoSimulator cliniko;
  private static ServiceInstance service;

  @BeforeAll
  static void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.sample648())
            .apiKey(TestOrganizations.KEY)
            .apiKey(BUSY)
            .rateLimit(RateLimit.none())
            .start();
    service = ServiceInstance.start(TestDatabase.create().url(), cliniko.baseUrl(), Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
    cliniko.close();
  }

  @AfterEach
  void behave() {
    cliniko.faults().clear();
  }

  @Test
  void a_working_connection_reports_the_number_of_patients() {
    var response = test(TestOrganizations.withCredentials(service));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.members())
        .containsExactly(
            "success",
            "connection_status",
            "api_region",
            "response_time_ms",
            "total_patients",
            "test_timestamp");
    assertThat(response.json().path("success").asBoolean()).isTrue();
    assertThat(response.json().path("connection_status").asText()).isEqualTo("healthy");
    assertThat(response.json().path("api_region").asText()).isEqualTo("au4");
    assertThat(response.json().path("total_patients").asLong()).isEqualTo(648);
  }

  @Test
  void a_failing_source_is_requested_once_and_reported_as_the_contract_defines() {
    cliniko.faults().add(Faults.serverError(503, ErrorBody.HTML));
    var clinic = TestOrganizations.withCredentials(service);
    long before = cliniko.traffic().total();

    var response = test(clinic);

    assertThat(cliniko.traffic().total() - before).isEqualTo(1);
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.header("Content-Type")).startsWith("application/problem+json");
    assertThat(response.header("Retry-After")).isEqualTo("300");
    var problem = response.json();
    assertThat(problem.path("type").asText())
        .isEqualTo("urn:syncledger:problem:api_connection_failed");
    assertThat(problem.path("title").asText()).isEqualTo("Sync failed");
    assertThat(problem.path("detail").asText()).isEqualTo("Unable to connect to Cliniko API");
    assertThat(problem.path("success").asBoolean(true)).isFalse();
    assertThat(problem.at("/details/error_type").asText()).isEqualTo("api_connection_failed");
    assertThat(problem.at("/details/error_code").asText()).isEqualTo("HTTP_503");
    assertThat(problem.at("/details/retry_after").asInt()).isEqualTo(300);
  }

  @Test
  void credentials_that_were_refused_are_not_used_again_until_they_are_replaced() {
    var clinic = TestOrganizations.withCredentials(service, "UNKNOWN-au4");

    assertThat(test(clinic).json().at("/details/error_code").asText())
        .isEqualTo("CLINIKO_AUTH_FAILED");
    long before = cliniko.traffic().total();
    assertThat(test(clinic).json().at("/details/error_code").asText())
        .isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(cliniko.traffic().total()).isEqualTo(before);

    TestOrganizations.setCredentials(service, clinic, TestOrganizations.KEY);
    assertThat(test(clinic).status()).isEqualTo(200);
  }

  @Test
  void a_connection_test_does_not_wait_for_a_rate_limit_that_syncs_have_reached() {
    cliniko
        .faults()
        .add(Faults.tooManyRequests(Clock.systemUTC(), Duration.ofSeconds(40)).times(1));
    var clinic = TestOrganizations.withCredentials(service, BUSY);

    assertThat(test(clinic).json().at("/details/error_code").asText()).isEqualTo("HTTP_429");
    var paused = test(clinic);

    assertThat(paused.status()).isEqualTo(502);
    assertThat(paused.json().at("/details/error_code").asText()).isEqualTo("HTTP_429");
    assertThat(Integer.parseInt(paused.header("Retry-After"))).isBetween(1, 40);
  }

  @Test
  void an_organization_without_credentials_is_not_connected() {
    var response = test(TestOrganizations.withoutCredentials(service));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json().at("/details/error_code").asText())
        .isEqualTo("CREDENTIALS_NOT_FOUND");
  }

  @Test
  void another_organization_is_forbidden() {
    var clinic = TestOrganizations.withCredentials(service);
    var outsider =
        ApiClient.withRole(
            service, Role.VIEWER, TestOrganizations.withoutCredentials(service).organizationId());

    assertThat(outsider.get(path(clinic)).status()).isEqualTo(403);
  }

  private static ApiClient.Response test(StreamKey clinic) {
    return ApiClient.withRole(service, Role.VIEWER, clinic.organizationId()).get(path(clinic));
  }

  private static String path(StreamKey clinic) {
    return "/api/v1/cliniko/test-connection/" + clinic.organizationId().value();
  }
}
