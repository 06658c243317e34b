package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.Rejection;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncMode;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncTest extends SharedService {
  private static final String ROWS = "select count(*) from patients where organization_id = ?";

  @Test
  void a_sync_of_648_patients_is_complete_and_proven() {
    var clinic = TestOrganizations.withCredentials(service);

    var events = SyncDriver.run(service, clinic);

    assertThat(events).first().isInstanceOf(SyncStarted.class);
    assertThat(SyncDriver.ofType(PageFetched.class, events))
        .extracting(PageFetched::records)
        .containsExactly(100, 99, 99, 99, 99, 49, 51, 64);
    assertThat(SyncDriver.ofType(PatientsUpserted.class, events)).hasSize(8);
    assertThat(events)
        .extracting(event -> event.envelope().sequence())
        .containsExactly(
            0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L);
    var proof = Proof.of(EventLog.fold(events));
    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(660, 660, 0, 0, 0));
    assertThat(rows(clinic)).isEqualTo(660);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, events).totals())
        .containsEntry("patients", 648L);
  }

  @Test
  void a_second_full_sync_finds_everything_unchanged_and_rewrites_no_row() {
    var clinic = TestOrganizations.withCredentials(service);
    SyncDriver.run(service, clinic);
    var before = versions(clinic);

    var proof =
        Proof.of(EventLog.fold(SyncDriver.runFull(service, clinic, SyncMode.PATIENTS_ONLY)));

    assertThat(proof.verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(660, 0, 0, 660, 0));
    assertThat(versions(clinic)).isEqualTo(before);
  }

  @Test
  void changed_records_are_updated_and_new_ones_inserted() {
    try (var own = simulator(Clinic.sample648());
        var instance = ServiceInstance.start(database.url(), own.baseUrl(), Map.of())) {
      var clinic = TestOrganizations.withCredentials(instance);
      SyncDriver.run(instance, clinic);
      var edited = own.clinic().patients().getFirst().path("id").asText();
      own.clinic().editPatient(edited, patient -> patient.put("city", "Elsewhere"));
      own.clinic().addPatient(patient -> patient.put("first_name", "New"));

      var proof =
          Proof.of(EventLog.fold(SyncDriver.runFull(instance, clinic, SyncMode.PATIENTS_ONLY)));

      assertThat(proof.records()).isEqualTo(new Proof.Records(661, 1, 1, 659, 0));
      assertThat(
              database.query(
                  "select city from patients where organization_id = ? and cliniko_patient_id = ?",
                  clinic.organizationId().value(),
                  edited))
          .containsExactly(Map.of("city", "Elsewhere"));
    }
  }

  @Test
  void bad_records_are_rejected_and_listed_and_the_page_is_stored() {
    try (var own = simulator(Clinic.sample648());
        var instance = ServiceInstance.start(database.url(), own.baseUrl(), Map.of())) {
      var ids = own.clinic().patients().stream().map(p -> p.path("id").asText()).toList();
      own.clinic().corruptPatient(ids.get(3), RecordDefect.NUL_IN_NAME);
      own.clinic().corruptPatient(ids.get(4), RecordDefect.MISSING_ID);
      own.clinic().corruptPatient(ids.get(150), RecordDefect.WRONG_TYPES);
      own.clinic().corruptPatient(ids.get(151), RecordDefect.OVERSIZED);
      own.clinic().corruptPatient(ids.get(152), RecordDefect.NUMERIC_ID);
      own.clinic().corruptPatient(ids.get(153), RecordDefect.LARGE_NOTES);
      var clinic = TestOrganizations.withCredentials(instance);

      var events = SyncDriver.run(instance, clinic);

      var proof = Proof.of(EventLog.fold(events));
      assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
      assertThat(proof.records()).isEqualTo(new Proof.Records(660, 656, 0, 0, 4));
      assertThat(
              SyncDriver.ofType(RecordsRejected.class, events).stream()
                  .flatMap(e -> e.rejects().stream()))
          .containsExactlyInAnyOrder(
              new Rejection(
                  ids.get(3), "invalid_text", "first_name holds a character that no text may"),
              new Rejection(null, "schema_mismatch", "id is required"),
              new Rejection(ids.get(150), "schema_mismatch", "first_name must be text"),
              new Rejection(ids.get(151), "too_large", "record is larger than 1000000 bytes"));
      assertThat(
              database.queryLong(
                  "select count(*) from rejected_records where organization_id = ?",
                  clinic.organizationId().value()))
          .isEqualTo(4);
    }
  }

  @Test
  void without_credentials_a_sync_fails_with_that_reason() {
    var clinic = TestOrganizations.withoutCredentials(service);

    var failed = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(service, clinic));

    assertThat(failed.failure().errorType()).isEqualTo(ErrorType.CREDENTIALS_NOT_FOUND);
    assertThat(failed.failure().errorCode()).isEqualTo("CREDENTIALS_NOT_FOUND");
  }

  @Test
  void a_sync_of_a_clinic_without_patients_completes() {
    try (var own = simulator(Clinic.generated(0, 1));
        var instance = ServiceInstance.start(database.url(), own.baseUrl(), Map.of())) {
      var clinic = TestOrganizations.withCredentials(instance);

      var proof = Proof.of(EventLog.fold(SyncDriver.run(instance, clinic)));

      assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
      assertThat(proof.records()).isEqualTo(new Proof.Records(0, 0, 0, 0, 0));
    }
  }

  private long rows(StreamKey clinic) {
    return database.queryLong(ROWS, clinic.organizationId().value());
  }

  /** The transaction that wrote each row last, and the row's physical place. */
  private List<Map<String, Object>> versions(StreamKey clinic) {
    return database.query(
        "select id, xmin::text, ctid::text from patients where organization_id = ? order by id",
        clinic.organizationId().value());
  }
}
