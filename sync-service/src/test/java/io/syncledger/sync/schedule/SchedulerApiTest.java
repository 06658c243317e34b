package io.syncledger.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Fault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SchedulerApiTest {
  private static final String STATUS = "/api/v1/sync/scheduler/status";
  private static final String TRIGGER = "/api/v1/sync/scheduler/trigger";
  private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private final TestDatabase database = TestDatabase.create();
  private ClinikoSimulator cliniko;
  private ServiceInstance service;
  private StreamKey clinic;
  private ApiClient admin;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.generated(20, 1))
            .apiKey(TestOrganizations.KEY)
            .rateLimit(RateLimit.none())
            .start();
    service =
        ServiceInstance.start(
            database.url(),
            cliniko.baseUrl(),
            SchedulerFixture.enabled(
                Map.of("syncledger.sync-service.scheduled-syncs.first-after", "1h")));
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @BeforeEach
  void createClinic() {
    clinic = TestOrganizations.withoutCredentials(service);
    admin = ApiClient.withRole(service, Role.ADMIN, clinic.organizationId());
  }

  @Test
  void without_credentials_no_sync_is_scheduled() {
    var response = status();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.members())
        .containsExactly(
            "organization_id",
            "sync_running",
            "last_sync_time",
            "scheduler_active",
            "next_sync_time",
            "message");
    assertThat(response.json().path("organization_id").asText())
        .isEqualTo(clinic.organizationId().value());
    assertThat(response.json().path("sync_running").booleanValue()).isFalse();
    assertThat(response.json().path("scheduler_active").booleanValue()).isTrue();
    assertThat(response.json().path("last_sync_time").isNull()).isTrue();
    assertThat(response.json().path("next_sync_time").isNull()).isTrue();
    assertThat(response.json().path("message").asText())
        .isEqualTo("Scheduler status retrieved successfully");
  }

  @Test
  void with_credentials_it_shows_when_the_next_sync_is_due() {
    TestOrganizations.setCredentials(service, clinic, TestOrganizations.KEY);

    SchedulerFixture.eventually()
        .until(() -> status().json().path("next_sync_time").asText().matches(INSTANT));
    assertThat(Instant.parse(status().json().path("next_sync_time").asText()))
        .isBetween(
            Instant.now().plus(50, ChronoUnit.MINUTES), Instant.now().plus(61, ChronoUnit.MINUTES));
  }

  @Test
  void a_pause_is_shown() {
    TestOrganizations.setCredentials(service, clinic, TestOrganizations.KEY);
    admin.putJson(
        "/api/v1/organizations/" + clinic.organizationId() + "/settings", "{\"paused\": true}");

    assertThat(status().json().path("scheduler_active").booleanValue()).isFalse();
    assertThat(status().json().path("next_sync_time").isNull()).isTrue();
  }

  @Test
  void a_running_sync_and_the_last_end_are_shown() {
    var held = new CountDownLatch(1);
    cliniko
        .faults()
        .add(
            Fault.of(
                (_, rest) -> {
                  held.await();
                  return rest.proceed();
                }));
    TestOrganizations.setCredentials(service, clinic, TestOrganizations.KEY);
    SyncId syncId;
    try {
      var triggered = admin.post(TRIGGER, "X-Organization-ID", clinic.organizationId().value());
      assertThat(triggered.status()).isEqualTo(202);
      assertThat(triggered.json().path("message").asText())
          .isEqualTo("Scheduled sync triggered successfully");
      syncId = new SyncId(triggered.json().path("sync_id").asText());
      assertThat(status().json().path("sync_running").booleanValue()).isTrue();
    } finally {
      cliniko.faults().clear();
      held.countDown();
    }
    SyncDriver.awaitEnd(clinic, syncId);

    assertThat(status().json().path("sync_running").booleanValue()).isFalse();
    assertThat(status().json().path("last_sync_time").asText()).matches(INSTANT);
  }

  @Test
  void viewers_may_read_and_only_operators_trigger() {
    var viewer = ApiClient.withRole(service, Role.VIEWER, clinic.organizationId());
    var stranger = ApiClient.withRole(service, Role.ADMIN, new OrganizationId("org_stranger"));
    var id = clinic.organizationId().value();

    assertThat(viewer.get(STATUS, "X-Organization-ID", id).status()).isEqualTo(200);
    assertThat(viewer.post(TRIGGER, "X-Organization-ID", id).status()).isEqualTo(403);
    assertThat(stranger.get(STATUS, "X-Organization-ID", id).status()).isEqualTo(403);
    assertThat(viewer.get(STATUS).status()).isEqualTo(400);
    assertThat(ApiClient.withForgedToken(service).get(STATUS, "X-Organization-ID", id).status())
        .isEqualTo(401);
  }

  private ApiClient.Response status() {
    return admin.get(STATUS, "X-Organization-ID", clinic.organizationId().value());
  }
}
