package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.access.UserAgentPolicy;
import io.syncledger.testkit.time.ManualClock;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  @ParameterizedTest
  @ValueSource(strings = {"SIMKEY-au4", "SIMKEY"})
  void a_known_key_is_accepted_with_and_without_its_shard(String key) throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey("SIMKEY-au4").start();
        var client = new SimulatorClient(cliniko, key)) {
      assertThat(client.get("/user").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIMKEY-au1", "OTHER-au4", "SIMKEY-au44", "-au4", ""})
  void an_unknown_key_and_a_key_of_another_shard_get_the_same_401_in_plain_text(String key)
      throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey("SIMKEY-au4").start();
        var client = new SimulatorClient(cliniko, key)) {
      HttpResponse<String> response = client.get("/patients");
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo("HTTP Basic: Access denied\n");
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain");
      assertThat(cliniko.traffic().authFailures()).isEqualTo(1);
    }
  }

  @Test
  void a_secret_may_hold_hyphens() throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey("A-b-c-uk2").start();
        var client = new SimulatorClient(cliniko, "A-b-c")) {
      assertThat(client.get("/user").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_key_without_a_shard_belongs_to_au1() throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey("OLDKEY").start();
        var client = new SimulatorClient(cliniko, "OLDKEY-au1")) {
      assertThat(client.get("/user").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_revoked_key_is_unknown_at_once() throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey(SimulatorClient.KEY).start();
        var client = new SimulatorClient(cliniko)) {
      assertThat(client.get("/user").statusCode()).isEqualTo(200);
      cliniko.keys().revoke(SimulatorClient.KEY);
      assertThat(client.get("/user").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_user_agent_without_name_and_email_is_blocked_where_the_rule_is_enforced()
      throws Exception {
    try (var cliniko =
            ClinikoSimulator.builder()
                .apiKey(SimulatorClient.KEY)
                .userAgents(UserAgentPolicy.ENFORCED)
                .start();
        var client = new SimulatorClient(cliniko)) {
      assertThat(client.get("/user").statusCode()).isEqualTo(403);
      assertThat(client.withKey("Example Sync", "/user").statusCode()).isEqualTo(403);
      assertThat(client.withKey("(ops@example.test)", "/user").statusCode()).isEqualTo(403);
      assertThat(client.withKey("Example Sync (ops@example.test)", "/user").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void over_the_limit_comes_429_with_the_next_minute_as_reset_and_no_retry_after()
      throws Exception {
    var now = new ManualClock("2026-11-22T10:15:30Z");
    try (var cliniko =
            ClinikoSimulator.builder()
                .apiKey(SimulatorClient.KEY)
                .apiKey("SECOND-au4")
                .rateLimit(RateLimit.perMinute(3))
                .clock(now)
                .start();
        var client = new SimulatorClient(cliniko);
        var second = new SimulatorClient(cliniko, "SECOND-au4")) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("/user").statusCode()).isEqualTo(200);
      }
      HttpResponse<String> refused = client.get("/user");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("X-RateLimit-Reset"))
          .hasValue(Long.toString(Instant.parse("2026-11-22T10:16:00Z").getEpochSecond()));
      assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
      assertThat(second.get("/user").statusCode()).isEqualTo(200);

      now.set("2026-11-22T10:15:59.999Z");
      assertThat(client.get("/user").statusCode()).isEqualTo(429);
      now.set("2026-11-22T10:16:00Z");
      assertThat(client.get("/user").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_limit_is_two_hundred_a_minute_by_default() throws Exception {
    var now = new ManualClock("2026-11-22T10:15:30Z");
    try (var cliniko = ClinikoSimulator.builder().apiKey(SimulatorClient.KEY).clock(now).start();
        var client = new SimulatorClient(cliniko)) {
      for (int i = 0; i < 201; i++) {
        client.get("/user");
      }
      assertThat(cliniko.traffic().byStatus()).containsEntry(200, 200L).containsEntry(429, 1L);
    }
  }

  @Test
  void traffic_is_counted_by_path_and_minute() throws Exception {
    var now = new ManualClock("2026-11-22T10:15:30Z");
    try (var cliniko = ClinikoSimulator.builder().apiKey(SimulatorClient.KEY).clock(now).start();
        var client = new SimulatorClient(cliniko)) {
      client.get("/patients/80");
      client.get("/patients/81");
      client.get("/user");
      now.set("2026-11-22T10:16:10Z");
      client.get("/user");
      assertThat(cliniko.traffic().total()).isEqualTo(4);
      assertThat(cliniko.traffic().peakPerMinute()).isEqualTo(3);
      assertThat(cliniko.traffic().byPath())
          .containsEntry("/v1/patients/{id}", 2L)
          .containsEntry("/v1/user", 2L);
      assertThat(cliniko.traffic().requestTimes()).hasSize(4).last().isEqualTo(now.instant());
    }
  }
}
