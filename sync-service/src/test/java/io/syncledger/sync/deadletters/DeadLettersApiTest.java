package io.syncledger.sync.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersApiTest {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private static ServiceInstance service;
  private static ClinikoSimulator cliniko;

  private StreamKey clinic;
  private DeadLettersClient letters;
  private String nul;
  private String wrong;

  @BeforeAll
  static void open() {
    cliniko = simulator();
    service = ServiceInstance.start(DATABASE.url(), cliniko.baseUrl(), Map.of());
  }

  @AfterAll
  static void close() {
    service.close();
    cliniko.close();
  }

  private static ClinikoSimulator simulator() {
    return ClinikoSimulator.builder()
        .clinic(Clinic.generated(30, 5))
        .apiKey(TestOrganizations.KEY)
        .rateLimit(RateLimit.none())
        .start();
  }

  /** Creates an organization with three dead letters: two of records with an id, one without. */
  @BeforeEach
  void createDeadLetters() {
    var ids = cliniko.clinic().patients().stream().map(p -> p.path("id").asText()).toList();
    nul = ids.get(0);
    wrong = ids.get(1);
    cliniko.clinic().corruptPatient(nul, RecordDefect.NUL_IN_NAME);
    cliniko.clinic().corruptPatient(wrong, RecordDefect.WRONG_TYPES);
    cliniko.clinic().corruptPatient(ids.get(2), RecordDefect.MISSING_ID);
    clinic = TestOrganizations.withCredentials(service);
    letters = new DeadLettersClient(service, clinic.organizationId());
    SyncDriver.run(service, clinic);
  }

  @AfterEach
  void restoreCliniko() {
    cliniko.faults().clear();
    cliniko.clinic().patients().stream()
        .map(patient -> patient.path("id").asText())
        .limit(3)
        .forEach(id -> cliniko.clinic().editPatient(id, patient -> patient.put("city", "Here")));
  }

  @Test
  void each_rejected_record_has_a_dead_letter_that_names_its_event_and_page() {
    var reported =
        SyncDriver.ofType(RecordsRejected.class, EventLog.events(clinic.organizationId()))
            .getFirst();

    var open = letters.open();

    assertThat(open).hasSize(3);
    assertThat(open)
        .allSatisfy(
            letter -> {
              assertThat(letter.path("kind").asText()).isEqualTo("record");
              assertThat(letter.path("resource").asText()).isEqualTo("patients");
              assertThat(letter.path("event_id").asText())
                  .isEqualTo(reported.envelope().id().toString());
              assertThat(letter.path("page").asInt()).isEqualTo(1);
              assertThat(letter.path("redriven_by").isNull()).isTrue();
            });
    assertThat(letters.open(nul).path("error_type").asText()).isEqualTo("invalid_text");
  }

  @Test
  void the_list_is_read_page_by_page() {
    var first = letters.viewer().get(letters.path() + "?limit=2").json();
    var cursor = first.path("next_cursor").asText();
    var second = letters.viewer().get(letters.path() + "?limit=2&cursor=" + cursor).json();

    assertThat(first.path("dead_letters")).hasSize(2);
    assertThat(second.path("dead_letters")).hasSize(1);
    assertThat(second.path("next_cursor").isNull()).isTrue();
    assertThat(letters.viewer().get(letters.path() + "?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void a_record_that_is_rejected_again_still_has_one_dead_letter() {
    var again =
        SyncDriver.runFull(service, clinic, SyncMode.PATIENTS_ONLY).getFirst().envelope().syncId();

    assertThat(letters.open())
        .hasSize(3)
        .allMatch(letter -> letter.path("sync_id").asText().equals(again.value()));
  }

  @Test
  void a_dead_letter_is_closed_by_any_sync_that_stores_its_record() {
    repair(nul);

    var syncId = SyncDriver.run(service, clinic).getFirst().envelope().syncId();

    assertThat(letters.open()).hasSize(2);
    assertThat(letters.any(nul).path("redriven_by").asText()).isEqualTo(syncId.value());
  }

  @Test
  void a_dry_run_shows_what_would_pass_and_why_the_rest_would_not_and_changes_nothing() {
    repair(nul);
    var before = DATABASE.query("select * from rejected_records order by id").toString();
    int events = EventLog.events(clinic.organizationId()).size();

    var response = letters.dryRun(letters.selecting(nul, wrong));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.json().path("selected").asInt()).isEqualTo(2);
    assertThat(response.json().path("would_pass").asInt()).isEqualTo(1);
    assertThat(response.json().path("would_fail").asInt()).isEqualTo(1);
    assertThat(response.json().path("failures")).hasSize(1);
    assertThat(response.json().at("/failures/0/record_id").asText()).isEqualTo(wrong);
    assertThat(response.json().at("/failures/0/reason").asText())
        .isEqualTo("first_name must be text");
    assertThat(DATABASE.query("select * from rejected_records order by id")).hasToString(before);
    assertThat(EventLog.events(clinic.organizationId())).hasSize(events);
    assertThat(stored(nul)).isFalse();
  }

  @Test
  void a_redrive_stores_records_that_are_valid_now_and_reports_why_the_others_are_not() {
    repair(nul);

    var events = redriven(letters.redrive(letters.selecting(nul, wrong)));

    var syncId = events.getFirst().envelope().syncId();
    assertThat(SyncDriver.ofType(SyncStarted.class, events).getFirst().operationType())
        .isEqualTo("redrive");
    var proof = Proof.of(EventLog.fold(events));
    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(2, 1, 0, 0, 1));
    assertThat(stored(nul)).isTrue();
    assertThat(letters.any(nul).path("redriven_by").asText()).isEqualTo(syncId.value());
    assertThat(letters.open(wrong).path("sync_id").asText()).isEqualTo(syncId.value());
    assertThat(letters.open()).hasSize(2);
  }

  @Test
  void a_redrive_by_error_type_leaves_other_dead_letters_alone() {
    repair(nul);
    repair(wrong);

    var events = redriven(letters.redrive("{\"error_type\": \"invalid_text\"}"));

    assertThat(Proof.of(EventLog.fold(events)).records())
        .isEqualTo(new Proof.Records(1, 1, 0, 0, 0));
    assertThat(letters.open(wrong).path("redriven_by").isNull()).isTrue();
  }

  @Test
  void a_record_that_the_source_no_longer_has_stays_open_with_that_reason() {
    DATABASE.execute(
        "update rejected_records set record_id = '1' where organization_id = ? and record_id = ?",
        clinic.organizationId().value(),
        nul);

    var events = redriven(letters.redrive(letters.selecting("1")));

    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(letters.open("1").path("error_type").asText()).isEqualTo("not_found");
  }

  @Test
  void while_a_sync_is_running_there_is_no_redrive() {
    var latch = SyncDriver.blockAtPage(cliniko, 1);
    var running = SyncDriver.startFull(service, clinic).syncId();
    try {
      var response = letters.redrive(letters.selecting(wrong));

      assertThat(response.status()).isEqualTo(409);
      assertThat(response.json().at("/details/sync_id").asText()).isEqualTo(running.value());
    } finally {
      latch.countDown();
    }
    SyncDriver.awaitEnd(clinic, running);
  }

  @Test
  void a_redrive_starts_an_abandoned_run_again() {
    var abandoned = EventLog.events(clinic.organizationId()).getFirst().envelope().syncId();
    DATABASE.execute(
        """
        insert into rejected_records
          (kind, organization_id, service, sync_id, error_type, reason, rejected_at)
        values ('run', ?, 'cliniko', ?, 'source_unavailable', 'Cliniko has a fault', now())
        """,
        clinic.organizationId().value(),
        abandoned.value());
    var request = "{\"error_type\": \"source_unavailable\"}";

    var dryRun = letters.dryRun(request).json();
    var events = redriven(letters.redrive(request));

    assertThat(dryRun.path("would_pass").asInt()).isEqualTo(1);
    assertThat(SyncDriver.ofType(SyncStarted.class, events).getFirst().mode())
        .isEqualTo(SyncMode.PATIENTS_ONLY);
    assertThat(letters.open()).noneMatch(letter -> letter.path("kind").asText().equals("run"));
  }

  @Test
  void only_operators_redrive_and_only_open_dead_letters_of_their_organization() {
    var other = TestOrganizations.withCredentials(service);
    var stranger = ApiClient.withRole(service, Role.OPERATOR, other.organizationId());
    var theirs = "/api/v1/dead-letters/" + other.organizationId().value() + "/redrive";

    assertThat(
            letters.viewer().postJson(letters.path() + "/redrive", letters.selecting(nul)).status())
        .isEqualTo(403);
    assertThat(stranger.postJson(theirs, letters.selecting(nul)).status()).isEqualTo(404);
    assertThat(stranger.get(letters.path()).status()).isEqualTo(403);
    assertThat(letters.redrive("{}").status()).isEqualTo(400);
    assertThat(letters.redrive("{\"ids\": [1], \"error_type\": \"x\"}").status()).isEqualTo(400);
  }

  private static void repair(String id) {
    cliniko.clinic().editPatient(id, patient -> patient.put("first_name", "Sound"));
  }

  private List<SyncEvent> redriven(ApiClient.Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(202);
    return SyncDriver.awaitEnd(clinic, new SyncId(response.json().path("sync_id").asText()));
  }

  private boolean stored(String record) {
    return DATABASE.queryLong(
            "select count(*) from patients where organization_id = ? and cliniko_patient_id = ?",
            clinic.organizationId().value(),
            record)
        > 0;
  }
}
