package io.syncledger.sync.schedule;

import static io.syncledger.sync.schedule.SchedulerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.SyncDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each test creates an organization and advances the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SchedulerTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than an hour plus the jitter. */
  private static final Duration INTERVAL = Duration.ofMinutes(67);

  private ServiceWithScheduler service;
  private StreamKey clinic;
  private ApiClient admin;

  @BeforeAll
  void start() {
    service = new ServiceWithScheduler();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void createClinic() {
    clinic = TestOrganizations.withoutCredentials(service.instance());
    admin = ApiClient.withRole(service.instance(), Role.ADMIN, clinic.organizationId());
  }

  @AfterEach
  void disconnect() {
    service.disconnect(clinic);
  }

  @Test
  void a_connected_organization_is_synced_at_once_and_then_every_hour() {
    service.connect(clinic);
    var next = service.awaitRuns(clinic, 1);

    assertThat(Duration.between(service.clock().instant(), next))
        .isBetween(HOUR.dividedBy(2), INTERVAL);
    service.clock().advance(INTERVAL);
    service.awaitRuns(clinic, 2);

    assertThat(SyncDriver.ofType(SyncStarted.class, events()))
        .extracting(SyncStarted::trigger)
        .containsExactly(Trigger.SCHEDULED, Trigger.SCHEDULED);
    assertThat(admin.get("/prometheus").text())
        .contains("syncledger_scheduler_visits_total{result=\"synced\"}")
        .contains("syncledger_scheduler_overdue");
  }

  @Test
  void after_a_long_standstill_it_is_synced_once() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);

    service.clock().advance(Duration.ofDays(3));
    var next = service.awaitRuns(clinic, 2);

    assertThat(next).isAfter(service.clock().instant().plus(HOUR.dividedBy(2)));
    assertThat(service.runs(clinic)).isEqualTo(2);
  }

  @Test
  void a_pause_takes_effect_at_once_and_so_does_its_end() {
    settings("{\"paused\": true}");
    service.connect(clinic);
    service.awaitNextRun(clinic);
    service.clock().advance(INTERVAL);
    service.awaitNextRun(clinic);
    assertThat(service.runs(clinic)).isZero();

    settings("{\"paused\": false}");

    service.awaitRuns(clinic, 1);
  }

  @Test
  void a_shorter_interval_brings_the_next_sync_nearer() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);

    settings("{\"interval_minutes\": 10}");

    eventually()
        .untilAsserted(
            () ->
                assertThat(service.scheduledTasks(clinic).getFirst().due())
                    .isBefore(service.clock().instant().plus(Duration.ofMinutes(12))));
    service.clock().advance(Duration.ofMinutes(12));
    service.awaitRuns(clinic, 2);
  }

  @Test
  void an_organization_that_removes_its_credentials_is_not_synced_any_more() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);

    service.disconnect(clinic);

    eventually().until(() -> service.scheduledTasks(clinic).isEmpty());
    service.clock().advance(INTERVAL);
    assertThat(service.runs(clinic)).isEqualTo(1);
  }

  @Test
  void a_scheduled_sync_has_the_mode_that_the_organization_chose() {
    settings("{\"sync_mode\": \"patients-only\"}");
    service.connect(clinic);
    service.awaitRuns(clinic, 1);

    assertThat(SyncDriver.ofType(SyncStarted.class, events()).getFirst().operationType())
        .isEqualTo("full_patients");
  }

  @Test
  void an_adaptive_interval_is_longer_while_nothing_changes_and_shorter_when_much_does() {
    settings("{\"adaptive\": true}");
    service.connect(clinic);
    assertThat(untilNext(1)).isCloseTo(HOUR, jitter(HOUR));

    service.clock().advance(INTERVAL);
    assertThat(untilNext(2)).isCloseTo(HOUR.multipliedBy(2), jitter(HOUR.multipliedBy(2)));

    for (int i = 0; i < 100; i++) {
      service.cliniko().clinic().addPatient(_ -> {});
    }
    service.clock().advance(INTERVAL.multipliedBy(2));
    assertThat(untilNext(3)).isCloseTo(HOUR, jitter(HOUR));
  }

  @Test
  void after_a_week_a_scheduled_sync_is_full_again() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);
    service.clock().advance(INTERVAL);
    service.awaitRuns(clinic, 2);
    service.clock().advance(Duration.ofDays(7));
    service.awaitRuns(clinic, 3);

    assertThat(SyncDriver.ofType(SyncStarted.class, events()))
        .extracting(SyncStarted::syncType)
        .containsExactly(SyncType.FULL, SyncType.INCREMENTAL, SyncType.FULL);
  }

  /** Waits for that many syncs. */
  private Duration untilNext(long runs) {
    var next = service.awaitRuns(clinic, runs);
    return Duration.between(service.clock().instant(), next);
  }

  /** The jitter, and a minute for a slow machine. */
  private static Duration jitter(Duration interval) {
    return interval.dividedBy(10).plusMinutes(1);
  }

  private List<SyncEvent> events() {
    return EventLog.events(clinic.organizationId());
  }

  private void settings(String json) {
    assertThat(
            admin
                .putJson("/api/v1/organizations/" + clinic.organizationId() + "/settings", json)
                .status())
        .isEqualTo(200);
  }
}
