package io.syncledger.sync.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.fold.Anomalies;
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
import io.syncledger.testkit.cliniko.clinic.Defect;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.records.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ConsistencyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database = Database.create();
  private ClinikoSimulator cliniko;
  private Instance service;
  private StreamKey clinic;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(
                Clinic.builder()
                    .patients(120)
                    .appointments(80)
                    .groupAppointments(5)
                    .seed(3)
                    .build())
            .apiKey(Clinics.KEY)
            .rateLimit(RateLimit.none())
            .start();
    service =
        Instance.start(
            database.url(),
            cliniko.baseUrl(),
            Map.of("syncledger.sync-service.cliniko.attempts", 2));
  }

  @BeforeEach
  void connect() {
    clinic = Clinics.connected(service);
  }

  @AfterEach
  void calm() {
    cliniko.faults().clear();
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @Test
  void after_a_full_sync_of_everything_all_lists_and_a_sample_of_records_are_equal() {
    sync();

    var checked = check();

    assertThat(checked.path("status").asText()).isEqualTo("consistent");
    assertThat(checked.path("consistent").asBoolean()).isTrue();
    assertThat(checked.path("counts").propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "patients",
            "appointments",
            "group_appointments",
            "attendees",
            "practitioners",
            "inactive_practitioners",
            "businesses",
            "appointment_types");
    assertThat(checked.path("counts").path("patients"))
        .hasToString("{\"local\":120,\"source\":120,\"difference\":0}");
    assertThat(checked.path("sampled").asInt()).isEqualTo(100);
    assertThat(checked.path("mismatched")).isEmpty();
    assertThat(checked.path("unverified")).isEmpty();
  }

  @Test
  void a_check_is_told_as_an_event_of_the_latest_sync() {
    sync();
    database.execute(
        "delete from patients where organization_id = ? and archived_at is null"
            + " and cliniko_patient_id = (select min(cliniko_patient_id) from patients"
            + " where archived_at is null)",
        clinic.organizationId().value());
    check();

    var events =
        await()
            .atMost(PATIENCE)
            .until(
                () -> Log.events(clinic.organizationId()),
                told -> told.getLast() instanceof ConsistencyChecked);
    var told = (ConsistencyChecked) events.getLast();
    var end = (SyncCompleted) events.get(events.size() - 2);

    assertThat(told.envelope().syncId()).isEqualTo(end.envelope().syncId());
    assertThat(told.envelope().sequence()).isEqualTo(end.envelope().sequence() + 1);
    assertThat(told.counts())
        .containsEntry("patients", new ConsistencyChecked.Count(119, 120L))
        .hasSize(8);
    assertThat(told.sampled()).isEqualTo(100);
    assertThat(told.mismatched()).isZero();
    assertThat(Log.fold(events).anomalies()).isEqualTo(Anomalies.NONE);
  }

  @Test
  void fields_that_differ_are_named_and_their_values_stay_unsaid() {
    sync();
    database.execute(
        "update patients set city = 'Zephyrine', date_of_birth = null where organization_id = ?",
        clinic.organizationId().value());

    var checked = check();

    assertThat(checked.path("status").asText()).isEqualTo("inconsistent");
    assertThat(checked.path("consistent").asBoolean()).isFalse();
    assertThat(checked.path("mismatched")).hasSize(50);
    assertThat(checked.path("mismatched"))
        .allSatisfy(
            one -> {
              assertThat(one.path("resource").asText()).isEqualTo("patients");
              assertThat(one.path("problem").asText()).isEqualTo("differs");
              assertThat(one.path("fields").valueStream().map(JsonNode::asText))
                  .contains("city")
                  .isSubsetOf("date_of_birth", "city");
            });
    assertThat(checked.toString()).doesNotContain("Zephyrine");
  }

  @Test
  void what_changed_at_the_source_since_is_told_apart() {
    sync();
    var ids =
        database.rows(
            "select cliniko_patient_id as id from patients where organization_id = ?",
            clinic.organizationId().value());
    for (var row : ids) {
      cliniko
          .clinic()
          .edit(
              Resource.PATIENTS,
              String.valueOf(row.get("id")),
              patient -> patient.put("city", "Elsewhere"));
    }

    assertThat(check().path("mismatched"))
        .hasSize(50)
        .allSatisfy(one -> assertThat(one.path("problem").asText()).isEqualTo("newer_at_source"));
  }

  @Test
  void a_record_that_the_source_no_longer_has_or_that_cannot_be_read_is_a_mismatch() {
    var gone = cliniko.clinic().addPatient(_ -> {}).path("id").asText();
    var spoilt = cliniko.clinic().addPatient(_ -> {}).path("id").asText();
    sync();
    database.execute(
        "delete from patients where organization_id = ? and cliniko_patient_id not in (?, ?)",
        clinic.organizationId().value(),
        gone,
        spoilt);
    cliniko.clinic().remove(Resource.PATIENTS, gone);
    cliniko.clinic().spoilPatient(spoilt, Defect.IMPOSSIBLE_DATE);

    assertThat(
            check()
                .path("mismatched")
                .valueStream()
                .map(one -> one.path("record_id").asText() + " " + one.path("problem").asText()))
        .containsExactlyInAnyOrder(gone + " not_at_source", spoilt + " unreadable");
    cliniko.clinic().remove(Resource.PATIENTS, spoilt);
  }

  @Test
  void a_list_that_the_key_may_not_see_is_unverified_and_the_key_stays_valid() {
    sync();
    cliniko.faults().add(Faults.forbidden().on("/v1/attendees"));

    var checked = check();

    assertThat(checked.path("status").asText()).isEqualTo("unverified");
    assertThat(checked.path("consistent").asBoolean()).isFalse();
    assertThat(checked.path("unverified"))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.path("resource").asText()).isEqualTo("attendees");
              assertThat(gap.path("error_code").asText()).isEqualTo("HTTP_403");
            });
    assertThat(checked.path("counts").path("attendees").path("source").isNull()).isTrue();
    assertThat(service.get(Credentials.class).status(clinic).orElseThrow().valid()).isTrue();
  }

  @Test
  void a_list_whose_total_is_not_told_is_unverified() {
    sync();
    cliniko
        .faults()
        .add(
            Fault.of(
                    (_, rest) -> {
                      var reply = rest.get();
                      var body = new String(reply.body(), StandardCharsets.UTF_8);
                      return reply.withBody(
                          body.replaceFirst("\"total_entries\":\\d+,", "")
                              .getBytes(StandardCharsets.UTF_8));
                    })
                .on("/v1/businesses"));

    var checked = check();

    assertThat(checked.path("status").asText()).isEqualTo("unverified");
    assertThat(checked.path("unverified").path(0).path("error_code").asText())
        .isEqualTo("NO_TOTAL");
  }

  @Test
  void a_refused_key_ends_the_check_and_is_not_used_again() {
    sync();
    cliniko.faults().add(Faults.keyRevoked());
    long before = cliniko.traffic().total();

    var refused = check();

    assertThat(refused.path("status").asText()).isEqualTo("unverified");
    assertThat(refused.path("unverified")).hasSize(8);
    assertThat(cliniko.traffic().total()).isEqualTo(before + 1);
    assertThat(service.get(Credentials.class).status(clinic).orElseThrow().valid()).isFalse();

    var again = check();

    assertThat(again.path("unverified").path(0).path("error_code").asText())
        .isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(cliniko.traffic().total()).isEqualTo(before + 1);
  }

  @Test
  void only_what_was_taken_over_as_a_whole_is_compared() {
    assertThat(check().path("unverified").path(0).path("error_code").asText())
        .isEqualTo("NEVER_SYNCED");

    Syncs.ending(SyncCompleted.class, Syncs.runFull(service, clinic, Mode.PATIENTS_ONLY));

    var checked = check();
    assertThat(checked.path("status").asText()).isEqualTo("consistent");
    assertThat(checked.path("counts")).hasSize(1);
    assertThat(checked.path("sampled").asInt()).isEqualTo(100);
  }

  @Test
  void one_check_runs_at_a_time_and_is_shown_as_running() {
    sync();
    var open = new CountDownLatch(1);
    cliniko
        .faults()
        .add(
            Fault.of(
                (_, rest) -> {
                  open.await();
                  return rest.get();
                }));
    var operator = Door.of(service, Role.OPERATOR, clinic.organizationId());

    var first = operator.post(path("check"), "Idempotency-Key", "a");
    var second = operator.post(path("check"));
    var latest = operator.get(path("latest")).json();
    open.countDown();

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Location")).isEqualTo(path("latest"));
    assertThat(second.json().path("check_id")).isEqualTo(first.json().path("check_id"));
    assertThat(latest.path("status").asText()).isEqualTo("running");
    assertThat(latest.path("consistent").asBoolean()).isFalse();
    assertThat(awaited().path("check_id")).isEqualTo(first.json().path("check_id"));
    assertThat(operator.post(path("check"), "Idempotency-Key", "a").json().path("check_id"))
        .isEqualTo(first.json().path("check_id"));
    assertThat(operator.post(path("check"), "Idempotency-Key", "b").json().path("check_id"))
        .isNotEqualTo(first.json().path("check_id"));
    awaited();
  }

  @Test
  void a_check_whose_instance_is_gone_does_not_stand_in_the_way() {
    database.execute(
        """
        insert into consistency_checks (check_id, organization_id, service, status, started_at)
        values ('lost-' || ?, ?, 'cliniko', 'running', now() - interval '31 minutes')
        """,
        clinic.organizationId().value(),
        clinic.organizationId().value());
    var viewer = Door.of(service, Role.VIEWER, clinic.organizationId());

    var lost = viewer.get(path("latest")).json();

    assertThat(lost.path("status").asText()).isEqualTo("unverified");
    assertThat(lost.path("unverified").path(0).path("error_code").asText())
        .isEqualTo("WORKER_LOST");
    assertThat(check().path("check_id").asText()).doesNotStartWith("lost-");
  }

  @Test
  void viewers_read_and_operators_check() {
    var viewer = Door.of(service, Role.VIEWER, clinic.organizationId());
    var stranger = Door.of(service, Role.ADMIN);

    assertThat(viewer.post(path("check")).status()).isEqualTo(403);
    assertThat(viewer.get(path("latest")).status()).isEqualTo(404);
    assertThat(stranger.get(path("latest")).status()).isEqualTo(403);
    assertThat(stranger.post(path("check")).status()).isEqualTo(403);
  }

  @Test
  void a_full_sync_is_followed_by_a_check_and_an_incremental_one_is_not() {
    try (var other =
        Instance.start(
            database.url(),
            cliniko.baseUrl(),
            Map.of("syncledger.sync-service.consistency.after-full-sync", true))) {
      var run = Syncs.runFull(other, clinic, Mode.PATIENTS_ONLY);
      var syncId = run.getFirst().envelope().syncId();

      var events =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> Syncs.events(clinic, syncId),
                  told -> told.getLast() instanceof ConsistencyChecked);
      assertThat(Syncs.only(ConsistencyChecked.class, events)).hasSize(1);
      assertThat(awaited().path("sync_id").asText()).isEqualTo(syncId.value());

      List<SyncEvent> incremental = Syncs.run(other, clinic, Mode.PATIENTS_ONLY);
      assertThat(Syncs.ending(SyncCompleted.class, incremental)).isNotNull();
    }
    assertThat(
            database.number(
                "select count(*) from consistency_checks where organization_id = ?",
                clinic.organizationId().value()))
        .isEqualTo(1);
  }

  private void sync() {
    Syncs.ending(SyncCompleted.class, Syncs.runFull(service, clinic, Mode.COMPREHENSIVE));
  }

  /** Checks, and waits for what was found. */
  private JsonNode check() {
    var answer = Door.of(service, Role.OPERATOR, clinic.organizationId()).post(path("check"));
    assertThat(answer.status()).isEqualTo(202);
    return awaited();
  }

  private JsonNode awaited() {
    var viewer = Door.of(service, Role.VIEWER, clinic.organizationId());
    return await()
        .atMost(PATIENCE)
        .until(
            () -> viewer.get(path("latest")).json(),
            check -> !check.path("status").asText().equals("running"));
  }

  private String path(String last) {
    return "/api/v1/consistency/" + clinic.organizationId() + "/" + last;
  }
}
