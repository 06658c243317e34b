package io.syncledger.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.http.Role;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Health, metrics and traces, as the service's operators see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OperationsTest {
  private final TestDatabase database = TestDatabase.create();
  private ClinikoSimulator cliniko;
  private ServiceInstance service;
  private ApiClient client;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .apiKey(TestOrganizations.KEY)
            .rateLimit(RateLimit.none())
            .start();
    service = ServiceInstance.start(database.url(), cliniko.baseUrl(), Map.of());
    client = ApiClient.withRole(service, Role.VIEWER, new OrganizationId("org_1"));
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @Test
  void it_is_ready_once_events_are_published() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var readiness = client.get("/health/readiness");
              assertThat(readiness.status()).isEqualTo(200);
              assertThat(readiness.json().path("details").path("jdbc").path("status").asText())
                  .isEqualTo("UP");
              JsonNode outbox = readiness.json().path("details").path("sync-outbox");
              assertThat(outbox.path("status").asText()).isEqualTo("UP");
              assertThat(outbox.path("details").path("relay").asText()).isEqualTo("active");
              assertThat(outbox.path("details").path("kafka_answers").booleanValue()).isTrue();
            });
  }

  @Test
  void it_is_not_ready_while_kafka_is_unreachable() {
    try (var cutOff =
        ServiceInstance.start(
            TestDatabase.create().url(),
            cliniko.baseUrl(),
            Map.of("syncledger.kafka.bootstrap-servers", "127.0.0.1:1"))) {
      assertThat(
              ApiClient.withRole(cutOff, Role.VIEWER, new OrganizationId("org_1"))
                  .get("/health/readiness")
                  .status())
          .isEqualTo(503);
    }
  }

  @Test
  void its_counters_equal_the_fetched_records() {
    var before = counted();
    SyncDriver.run(service, TestOrganizations.withCredentials(service));

    assertThat(counted() - before).isEqualTo(660);
    assertThat(client.get("/prometheus").text())
        .contains("syncledger_sync_runs_started_total{service=\"cliniko\"}")
        .containsPattern(
            "syncledger_sync_runs_ended_total\\{error_type=\"none\",outcome=\"completed\",service=\"cliniko\"}"
                + " [1-9]")
        .containsPattern(
            "syncledger_sync_run_duration_seconds_count\\{outcome=\"completed\",.*} [1-9]")
        .containsPattern(
            "syncledger_source_request_duration_seconds_count\\{.*status=\"2xx\"} [1-9]")
        .contains("syncledger_sync_runs_active")
        .contains("syncledger_outbox_backlog")
        .contains("syncledger_outbox_oldest_timestamp_seconds")
        .doesNotContain("org_");
  }

  @Test
  void all_events_of_a_run_belong_to_one_trace() {
    var clinic = TestOrganizations.withCredentials(service);
    assertThat(SyncDriver.run(service, clinic)).last().isInstanceOf(SyncCompleted.class);

    assertThat(EventLog.records(clinic.organizationId()))
        .extracting(OperationsTest::traceId)
        .allMatch(id -> id.matches("(?!0{32})[0-9a-f]{32}"))
        .containsOnly(traceId(EventLog.records(clinic.organizationId()).getFirst()));
  }

  private double counted() {
    return client
        .get("/prometheus")
        .text()
        .lines()
        .filter(line -> line.startsWith("syncledger_sync_records_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String traceId(ConsumerRecord<?, ?> record) {
    var traceparent = record.headers().lastHeader("traceparent");
    return new String(traceparent.value(), StandardCharsets.UTF_8).split("-", -1)[1];
  }
}
