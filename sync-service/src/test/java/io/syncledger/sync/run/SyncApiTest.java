package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.Trigger;
import io.syncledger.http.Role;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Database;
import io.syncledger.sync.Door;
import io.syncledger.sync.Instance;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SyncApiTest {
  private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private final Database database = Database.create();
  private ClinikoSimulator cliniko;
  private Instance service;
  private StreamKey clinic;
  private Door operator;
  private CountDownLatch held;

  @BeforeAll
  void start() {
    cliniko = ClinikoSimulator.builder().apiKey(Clinics.KEY).rateLimit(RateLimit.none()).start();
    // What is stale stays so until a test cleans it up.
    service =
        Instance.start(
            database.url(),
            cliniko.baseUrl(),
            Map.of("syncledger.sync-service.run.reap-every", "1h"));
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  /** Each test has a clinic of its own, whose sync does not get beyond page 2 unless let. */
  @BeforeEach
  void hold() {
    held = new CountDownLatch(1);
    var latch = held;
    cliniko
        .faults()
        .add(
            Fault.of(
                    (_, rest) -> {
                      latch.await();
                      return rest.get();
                    })
                .after(1));
    clinic = Clinics.connected(service);
    operator = Door.of(service, Role.OPERATOR, clinic.organizationId());
  }

  @AfterEach
  void letGo() {
    cliniko.faults().clear();
    held.countDown();
  }

  @Test
  void trigger_starts_a_sync_and_then_names_the_running_one() {
    var first = trigger("/api/v1/sync/trigger");
    var second = trigger("/api/v1/sync/trigger");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.members())
        .containsExactly("message", "sync_started", "sync_id", "organization_id", "timestamp");
    assertThat(text(first, "message")).isEqualTo("Sync started successfully");
    assertThat(first.json().path("sync_started").booleanValue()).isTrue();
    assertThat(text(first, "organization_id")).isEqualTo(clinic.organizationId().value());
    assertThat(text(first, "timestamp")).matches(INSTANT);
    assertThat(text(first, "sync_id"))
        .matches("sync_" + clinic.organizationId() + "_\\d{8}_\\d{6}_[a-z0-9]{6}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("sync_started").booleanValue()).isFalse();
    assertThat(text(second, "sync_id")).isEqualTo(text(first, "sync_id"));
  }

  @Test
  void the_schedulers_trigger_starts_a_scheduled_sync() {
    var answer = trigger("/api/v1/sync/scheduler/trigger");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(text(answer, "message")).isEqualTo("Scheduled sync triggered successfully");
    assertThat(started(answer, "sync_id").trigger()).isEqualTo(Trigger.SCHEDULED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', active, active_patients",
    "?sync_mode=active, active, active_patients",
    "?sync_mode=comprehensive, comprehensive, comprehensive"
  })
  void start_starts_a_sync_in_a_mode(String query, String mode, String operation) {
    var answer = post("/api/v1/sync/start/", query);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.members())
        .containsExactly("message", "sync_id", "sync_mode", "organization_id", "started_at");
    assertThat(text(answer, "message")).isEqualTo("Sync started successfully in " + mode + " mode");
    assertThat(text(answer, "sync_mode")).isEqualTo(mode);
    assertThat(text(answer, "started_at")).matches(INSTANT);
    var started = started(answer, "sync_id");
    assertThat(started.operationType()).isEqualTo(operation);
    assertThat(started.apiRegion()).isEqualTo("au4");
    assertThat(started.trigger()).isEqualTo(Trigger.MANUAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sync/start/",
        "/api/v1/cliniko/sync-all/",
        "/api/v1/cliniko/sync/",
        "/api/v1/cliniko/import-patients/"
      })
  void a_start_beside_a_running_sync_is_a_conflict_that_names_it(String path) {
    var running = text(trigger("/api/v1/sync/trigger"), "sync_id");

    var answer = post(path, "");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    var details = answer.json().path("details");
    assertThat(details.path("error_type").asText()).isEqualTo("sync_already_running");
    assertThat(details.path("sync_id").asText()).isEqualTo(running);
  }

  @ParameterizedTest
  @CsvSource({
    "'', comprehensive, Comprehensive, comprehensive",
    "?mode=basic, basic, Basic, basic_patients",
    "?mode=patients-only, patients-only, Patients-only, full_patients"
  })
  void the_deprecated_sync_says_what_succeeds_it(
      String query, String mode, String name, String operation) {
    var answer = post("/api/v1/cliniko/sync/", query);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.members())
        .containsExactly(
            "success", "message", "organization_id", "sync_mode", "sync_id", "timestamp");
    assertThat(answer.json().path("success").booleanValue()).isTrue();
    assertThat(text(answer, "message")).isEqualTo(name + " Cliniko sync started successfully");
    assertThat(text(answer, "sync_mode")).isEqualTo(mode);
    assertThat(answer.header("Deprecation")).isEqualTo("@1767225600");
    assertThat(answer.header("Link"))
        .isEqualTo(
            "</api/v1/cliniko/sync-all/"
                + clinic.organizationId()
                + ">; rel=\"successor-version\"");
    assertThat(started(answer, "sync_id").operationType()).isEqualTo(operation);
  }

  @Test
  void sync_all_starts_a_sync_of_every_patient() {
    var answer = post("/api/v1/cliniko/sync-all/", "");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.members())
        .containsExactly("success", "message", "organization_id", "sync_id", "timestamp");
    assertThat(text(answer, "message")).isEqualTo("Sync started");
    assertThat(started(answer, "sync_id").operationType()).isEqualTo("full_patients");
  }

  @Test
  void an_import_is_a_sync_under_another_name() {
    var answer = post("/api/v1/cliniko/import-patients/", "");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.members())
        .containsExactly("success", "message", "organization_id", "import_id", "timestamp");
    assertThat(text(answer, "message")).isEqualTo("Patient import started successfully");
    assertThat(started(answer, "import_id").operationType()).isEqualTo("full_patients");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/sync/start/, sync_mode, basic",
    "/api/v1/sync/start/, sync_mode, ACTIVE",
    "/api/v1/sync/start/, sync_mode, ''",
    "/api/v1/cliniko/sync/, mode, active",
    "/api/v1/cliniko/sync/, mode, everything"
  })
  void an_unknown_mode_is_400_naming_the_field(String path, String field, String mode) {
    var answer = post(path, "?" + field + "=" + mode);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("details").path("fields").path(0).path("field").asText())
        .isEqualTo(field);
    assertThat(liveRuns()).isZero();
  }

  @Test
  void without_its_header_a_trigger_is_400_naming_the_header() {
    var answer = operator.post("/api/v1/sync/trigger");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("X-Organization-ID");
  }

  @Test
  void the_same_idempotency_key_gets_the_first_answer_again() {
    var path = "/api/v1/cliniko/sync-all/" + clinic.organizationId();
    var first = operator.post(path, "Idempotency-Key", "k-1");
    held.countDown();
    Syncs.awaitEnd(clinic, new SyncId(text(first, "sync_id")));

    var second = operator.post(path, "Idempotency-Key", "k-1");
    var other =
        operator.post("/api/v1/sync/start/" + clinic.organizationId(), "Idempotency-Key", "k-1");
    var malformed = operator.post(path, "Idempotency-Key", "k 1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("details").path("error_type").asText())
        .isEqualTo("idempotency_key_reused");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(
            database.number(
                "select count(*) from sync_runs where organization_id = ?",
                clinic.organizationId().value()))
        .isEqualTo(1);
  }

  @Test
  void an_idempotency_key_is_forgotten_after_24_hours() {
    var path = "/api/v1/cliniko/sync-all/" + clinic.organizationId();
    var first = operator.post(path, "Idempotency-Key", "k-1");
    held.countDown();
    Syncs.awaitEnd(clinic, new SyncId(text(first, "sync_id")));
    database.execute(
        "update start_answers set answered_at = answered_at - interval '24 hours'"
            + " where organization_id = ?",
        clinic.organizationId().value());

    var second = operator.post(path, "Idempotency-Key", "k-1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(text(second, "sync_id")).isNotEqualTo(text(first, "sync_id"));
  }

  @Test
  void a_cancelled_sync_ends_and_cannot_be_cancelled_again() {
    var syncId = text(trigger("/api/v1/sync/trigger"), "sync_id");

    var answer = operator.post("/api/v1/sync/cancel/" + syncId);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.members())
        .containsExactly("message", "sync_id", "organization_id", "timestamp");
    List<SyncEvent> events = Syncs.awaitEnd(clinic, new SyncId(syncId));
    assertThat(Syncs.ending(SyncCancelled.class, events).requestedBy()).isEqualTo("someone");
    assertThat(operator.post("/api/v1/sync/cancel/" + syncId).status()).isEqualTo(409);
  }

  @Test
  void a_sync_of_another_organization_cannot_be_cancelled_and_is_not_found() {
    var syncId = text(trigger("/api/v1/sync/trigger"), "sync_id");
    var stranger = Door.of(service, Role.ADMIN, new OrganizationId("org_stranger"));

    assertThat(stranger.post("/api/v1/sync/cancel/" + syncId).status()).isEqualTo(404);
    assertThat(operator.post("/api/v1/sync/cancel/sync_unknown").status()).isEqualTo(404);
    assertThat(liveRuns()).isEqualTo(1);
  }

  @Test
  void cleanup_ends_the_callers_stale_syncs_and_no_others() {
    var syncId = new SyncId(text(trigger("/api/v1/sync/trigger"), "sync_id"));
    assertThat(operator.post("/api/v1/sync/cleanup").json().path("cleaned_syncs").intValue())
        .isZero();
    service.get(ActiveRuns.class).remove(syncId);
    database.execute(
        "update sync_runs set lease_until = now() - interval '1 minute' where sync_id = ?",
        syncId.value());
    var stranger = Door.of(service, Role.OPERATOR, new OrganizationId("org_stranger"));

    assertThat(stranger.post("/api/v1/sync/cleanup").json().path("cleaned_syncs").intValue())
        .isZero();
    var cleaned = operator.post("/api/v1/sync/cleanup").json();

    assertThat(cleaned.path("message").asText()).isEqualTo("Cleaned up 1 stale sync");
    assertThat(cleaned.path("cleaned_syncs").intValue()).isEqualTo(1);
    assertThat(cleaned.path("timestamp").asText()).matches(INSTANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sync/start/",
        "/api/v1/cliniko/sync-all/",
        "/api/v1/cliniko/sync/",
        "/api/v1/cliniko/import-patients/"
      })
  void only_an_operator_of_the_organization_may_start_a_sync(String path) {
    var viewer = Door.of(service, Role.VIEWER, clinic.organizationId());
    var stranger = Door.of(service, Role.ADMIN, new OrganizationId("org_stranger"));
    var emitter = Door.of(service, Role.EMITTER, clinic.organizationId());

    assertThat(viewer.post(path + clinic.organizationId()).status()).isEqualTo(403);
    assertThat(stranger.post(path + clinic.organizationId()).status()).isEqualTo(403);
    assertThat(emitter.post(path + clinic.organizationId()).status()).isEqualTo(403);
    assertThat(Door.forged(service).post(path + clinic.organizationId()).status()).isEqualTo(401);
    assertThat(liveRuns()).isZero();
  }

  @Test
  void an_organization_that_does_not_exist_is_not_found() {
    var unknown = Door.of(service, Role.OPERATOR, new OrganizationId("org_unknown"));

    assertThat(unknown.post("/api/v1/sync/start/org_unknown").status()).isEqualTo(404);
  }

  private Door.Answer trigger(String path) {
    return operator.post(path, "X-Organization-ID", clinic.organizationId().value());
  }

  private Door.Answer post(String path, String query) {
    return operator.post(path + clinic.organizationId() + query);
  }

  private SyncStarted started(Door.Answer answer, String idMember) {
    var syncId = new SyncId(text(answer, idMember));
    held.countDown();
    return (SyncStarted) Syncs.awaitEnd(clinic, syncId).getFirst();
  }

  private long liveRuns() {
    return database.number(
        "select count(*) from sync_runs where organization_id = ? and ended_at is null",
        clinic.organizationId().value());
  }

  private static String text(Door.Answer answer, String member) {
    return answer.json().path(member).asText();
  }
}
