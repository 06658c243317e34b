package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.time.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

  private final ManualClock clock = new ManualClock("2026-11-22T10:15:30Z");
  private ClinikoSimulator cliniko;
  private SimulatorClient client;

  @BeforeEach
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .apiKey(SimulatorClient.KEY)
            .rateLimit(RateLimit.none())
            .clock(clock)
            .start();
    client = new SimulatorClient(cliniko);
  }

  @AfterEach
  void stop() {
    client.close();
    cliniko.close();
  }

  @Test
  void latency_delays_every_response_and_changes_none() throws Exception {
    String soon = client.get("/patients").body();
    cliniko.faults().add(Faults.latency(Duration.ofMillis(200), Duration.ofMillis(250), 1));
    long before = System.nanoTime();
    String late = client.get("/patients").body();
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    assertThat(late).isEqualTo(soon);
  }

  @Test
  void a_429_names_its_reset_in_unix_seconds_and_ends_after_the_given_number() throws Exception {
    cliniko.faults().add(Faults.tooManyRequests(clock, Duration.ofMinutes(60)).times(2));
    assertThat(statuses(3)).containsExactly(429, 429, 200);
    assertThat(cliniko.traffic().byStatus()).containsEntry(429, 2L);

    cliniko.faults().clear();
    cliniko.faults().add(Faults.tooManyRequests(clock, Duration.ofMinutes(-1)));
    assertThat(reset(client.get("/user"))).hasValue("1795342470");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1795342530000", "soon", "-1"})
  void a_429_may_name_an_invalid_reset(String reset) throws Exception {
    cliniko.faults().add(Faults.tooManyRequests(reset));
    assertThat(reset(client.get("/user"))).hasValue(reset);
  }

  @Test
  void a_429_may_name_no_reset_at_all() throws Exception {
    cliniko.faults().add(Faults.tooManyRequestsWithoutReset());
    assertThat(client.get("/user").statusCode()).isEqualTo(429);
    assertThat(reset(client.get("/user"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ErrorBody.class)
  void a_server_error_affects_its_page_and_only_the_given_number_of_times(ErrorBody body)
      throws Exception {
    cliniko.faults().add(Faults.serverError(503, body).on("/v1/patients").onPage(3).times(2));
    assertThat(client.get("/patients?page=2").statusCode()).isEqualTo(200);
    assertThat(client.get("/attendees?page=3").statusCode()).isEqualTo(200);
    assertThat(client.get("/patients?page=3").statusCode()).isEqualTo(503);
    assertThat(client.get("/patients?page=3").statusCode()).isEqualTo(503);
    assertThat(client.get("/patients?page=3").statusCode()).isEqualTo(200);
  }

  @Test
  void random_faults_repeat_with_the_same_seed() throws Exception {
    List<List<Integer>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      cliniko.faults().clear();
      cliniko.faults().add(Faults.serverError(502, ErrorBody.EMPTY).withProbability(0.5, 7));
      runs.add(statuses(20));
    }
    assertThat(runs.getFirst()).isEqualTo(runs.getLast()).contains(200, 502);
  }

  @Test
  void a_key_can_be_revoked_during_a_run() throws Exception {
    cliniko.faults().add(Faults.keyRevoked().after(2));
    assertThat(statuses(4)).containsExactly(200, 200, 401, 401);
  }

  @Test
  void one_resource_can_be_forbidden() throws Exception {
    cliniko.faults().add(Faults.forbidden().on("/v1/attendees"));
    assertThat(client.get("/attendees").statusCode()).isEqualTo(403);
    assertThat(client.get("/patients").statusCode()).isEqualTo(200);
  }

  @Test
  void a_connection_cut_in_the_middle_of_a_body_is_detected_by_the_client() throws Exception {
    cliniko.faults().add(Faults.cutAfter(5_000).times(1));
    assertThatThrownBy(() -> client.get("/patients")).isInstanceOf(IOException.class);
    assertThat(client.get("/patients").statusCode()).isEqualTo(200);
  }

  @Test
  void a_connection_reset_in_the_middle_of_a_body_is_detected_by_the_client() throws Exception {
    cliniko.faults().add(Faults.resetAfter(5_000).times(1));
    assertThatThrownBy(() -> client.get("/patients")).isInstanceOf(IOException.class);
    assertThat(client.get("/patients").statusCode()).isEqualTo(200);
  }

  @Test
  void a_request_may_get_no_response_although_it_was_handled() throws Exception {
    cliniko.faults().add(Faults.noAnswer());
    assertThatThrownBy(() -> client.send("POST", "/patients/80/archive", ""))
        .isInstanceOf(IOException.class);
    cliniko.faults().clear();
    assertThat(client.json("/patients/80").path("archived_at").isTextual()).isTrue();
  }

  @Test
  void a_truncated_body_is_valid_http_and_broken_json() throws Exception {
    cliniko.faults().add(Faults.truncatedAfter(5_000).times(1));
    HttpResponse<String> broken = client.get("/patients");
    assertThat(broken.statusCode()).isEqualTo(200);
    assertThat(client.get("/patients").body()).startsWith(broken.body());
    assertThat(broken.body()).startsWith("{\"patients\":[").doesNotEndWith("}");
  }

  @Test
  void a_dripping_response_arrives_whole() throws Exception {
    String whole = client.get("/user").body();
    cliniko.faults().add(Faults.slowDrip(50, Duration.ofMillis(1)));
    assertThat(client.get("/user").body()).isEqualTo(whole);
  }

  @Test
  void faults_compose_and_the_first_added_is_the_outermost() throws Exception {
    cliniko.faults().add(Faults.serverError(504, ErrorBody.HTML).times(1));
    var limited = cliniko.faults().add(Faults.tooManyRequestsWithoutReset());
    assertThat(statuses(2)).containsExactly(504, 429);
    cliniko.faults().remove(limited);
    assertThat(statuses(1)).containsExactly(200);
  }

  private List<Integer> statuses(int requests) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      statuses.add(client.get("/user").statusCode());
    }
    return statuses;
  }

  private static Optional<String> reset(HttpResponse<String> response) {
    return response.headers().firstValue("X-RateLimit-Reset");
  }
}
