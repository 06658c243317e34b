package io.syncledger.sync.schedule;

import static io.syncledger.sync.schedule.Scheduling.awaitIdle;
import static io.syncledger.sync.schedule.Scheduling.patiently;
import static io.syncledger.sync.schedule.Scheduling.runs;
import static io.syncledger.sync.schedule.Scheduling.visiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.Trigger;
import io.syncledger.http.Role;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Database;
import io.syncledger.sync.Door;
import io.syncledger.sync.Instance;
import io.syncledger.sync.Log;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.run.Syncs;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each test has a clinic of its own, and a clock that it puts forward. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SchedulerTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than an hour with all jitter. */
  private static final Duration INTERVAL = Duration.ofMinutes(67);

  private final Database database = Database.create();
  private ClinikoSimulator cliniko;
  private Instance service;
  private MovingClock clock;
  private StreamKey clinic;
  private Door admin;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.generated(20, 1))
            .apiKey(Clinics.KEY)
            .rateLimit(RateLimit.none())
            .start();
    service = Instance.start(database.url(), cliniko.baseUrl(), Scheduling.on(MovingClock.SETTING));
    clock = service.get(MovingClock.class);
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @BeforeEach
  void createClinic() {
    clinic = Clinics.unconnected(service);
    admin = Door.of(service, Role.ADMIN, clinic.organizationId());
  }

  @AfterEach
  void disconnect() {
    service.get(Credentials.class).remove(clinic);
  }

  @Test
  void a_connected_organization_is_synced_at_once_and_then_every_hour() {
    Clinics.connect(service, clinic, Clinics.KEY);
    var next = awaitRuns(1);

    assertThat(Duration.between(clock.instant(), next)).isBetween(HOUR.dividedBy(2), INTERVAL);
    clock.forward(INTERVAL);
    awaitRuns(2);

    assertThat(Syncs.only(SyncStarted.class, events()))
        .extracting(SyncStarted::trigger)
        .containsExactly(Trigger.SCHEDULED, Trigger.SCHEDULED);
    assertThat(admin.get("/prometheus").text())
        .contains("syncledger_scheduler_visits_total{result=\"synced\"}")
        .contains("syncledger_scheduler_overdue");
  }

  @Test
  void after_a_long_standstill_it_is_synced_once() {
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitRuns(1);

    clock.forward(Duration.ofDays(3));
    var next = awaitRuns(2);

    assertThat(next).isAfter(clock.instant().plus(HOUR.dividedBy(2)));
    assertThat(runs(database, clinic)).isEqualTo(2);
  }

  @Test
  void a_pause_takes_effect_at_once_and_so_does_its_end() {
    settings("{\"paused\": true}");
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitIdle(database, clinic, clock);
    clock.forward(INTERVAL);
    awaitIdle(database, clinic, clock);
    assertThat(runs(database, clinic)).isZero();

    settings("{\"paused\": false}");

    awaitRuns(1);
  }

  @Test
  void a_shorter_interval_brings_the_next_sync_nearer() {
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitRuns(1);

    settings("{\"interval_minutes\": 10}");

    patiently()
        .untilAsserted(
            () ->
                assertThat(visiting(database, clinic).getFirst().due())
                    .isBefore(clock.instant().plus(Duration.ofMinutes(12))));
    clock.forward(Duration.ofMinutes(12));
    awaitRuns(2);
  }

  @Test
  void whoever_takes_its_credentials_away_is_not_visited_any_more() {
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitRuns(1);

    service.get(Credentials.class).remove(clinic);

    patiently().until(() -> visiting(database, clinic).isEmpty());
    clock.forward(INTERVAL);
    assertThat(runs(database, clinic)).isEqualTo(1);
  }

  @Test
  void refused_credentials_are_not_used_again_until_they_are_replaced() {
    Clinics.connect(service, clinic, "REVOKED-au4");
    patiently().until(() -> !valid());
    awaitIdle(database, clinic, clock);
    long refusals = cliniko.traffic().authFailures();
    long tried = runs(database, clinic);

    clock.forward(INTERVAL);
    awaitIdle(database, clinic, clock);
    assertThat(cliniko.traffic().authFailures()).isEqualTo(refusals);
    assertThat(runs(database, clinic)).isEqualTo(tried);

    Clinics.connect(service, clinic, Clinics.KEY);

    awaitRuns(tried + 1);
  }

  @Test
  void a_visit_that_the_database_refuses_is_made_soon_after() {
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitRuns(1);
    double failed = visits("failed");
    database.execute("alter table start_answers rename to start_answers_away");
    try {
      clock.forward(INTERVAL);
      patiently().until(() -> visits("failed") > failed);
    } finally {
      database.execute("alter table start_answers_away rename to start_answers");
    }
    assertThat(runs(database, clinic)).isEqualTo(1);

    clock.forward(Duration.ofMinutes(12));

    awaitRuns(2);
  }

  @Test
  void what_a_scheduler_left_that_is_gone_is_done_once() {
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitRuns(1);
    var due = clock.instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    leftBehind(due);
    awaitRuns(2);

    // Once more, as if it had died after the sync had begun.
    leftBehind(due);
    awaitIdle(database, clinic, clock);
    assertThat(runs(database, clinic)).isEqualTo(2);
  }

  @Test
  void a_scheduled_sync_visits_what_the_organization_chose() {
    settings("{\"sync_mode\": \"patients-only\"}");
    Clinics.connect(service, clinic, Clinics.KEY);
    awaitRuns(1);

    assertThat(Syncs.only(SyncStarted.class, events()).getFirst().operationType())
        .isEqualTo("full_patients");
  }

  /** Waits until that many syncs have ended and nothing is due; returns when the next one is. */
  private Instant awaitRuns(long count) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(
                        database.number(
                            "select count(*) from sync_runs"
                                + " where organization_id = ? and ended_at is not null",
                            clinic.organizationId().value()))
                    .isEqualTo(count));
    return awaitIdle(database, clinic, clock);
  }

  /** As if somebody had begun the visit and had not been heard of for long. */
  private void leftBehind(Instant due) {
    database.execute(
        "update scheduled_tasks set execution_time = ?, picked = true, picked_by = 'gone',"
            + " last_heartbeat = now() - interval '1 day', version = version + 1"
            + " where task_instance = ?",
        OffsetDateTime.ofInstant(due, ZoneOffset.UTC),
        clinic.toString());
  }

  private List<SyncEvent> events() {
    return Log.events(clinic.organizationId());
  }

  private boolean valid() {
    return service.get(Credentials.class).status(clinic).orElseThrow().valid();
  }

  private double visits(String result) {
    return service
        .get(MeterRegistry.class)
        .counter("syncledger.scheduler.visits", "result", result)
        .count();
  }

  private void settings(String json) {
    assertThat(
            admin
                .putJson("/api/v1/organizations/" + clinic.organizationId() + "/settings", json)
                .status())
        .isEqualTo(200);
  }
}
