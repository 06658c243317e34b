package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncMode;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.EventLog;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison of stored records with the source at the end of a full sync. */
class ReconcileTest extends ServicePerTest {
  private static final int ALL = 1_529;

  @Override
  Clinic source() {
    return Clinic.generated(1_500, 4);
  }

  @Test
  void vanished_records_are_marked_and_reported() {
    SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);
    var gone = List.of(ids().get(3), ids().get(700), ids().get(1_200));
    gone.forEach(id -> cliniko.clinic().remove(Resource.PATIENTS, id));

    var full = SyncDriver.runFull(service, clinic, SyncMode.PATIENTS_ONLY);

    assertThat(Proof.of(EventLog.fold(full)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(
            SyncDriver.ofType(RecordsVanished.class, full).stream()
                .flatMap(event -> event.recordIds().stream()))
        .containsExactlyInAnyOrderElementsOf(gone);
    assertThat(vanished()).containsExactlyInAnyOrderElementsOf(gone);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, full).totals())
        .containsEntry("patients", 1_497L);
  }

  @Test
  void a_sync_in_which_too_many_records_vanished_fails_and_marks_none() {
    SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);
    ids().stream().limit(400).forEach(id -> cliniko.clinic().remove(Resource.PATIENTS, id));

    var failed =
        SyncDriver.terminalEvent(
            SyncFailed.class, SyncDriver.runFull(service, clinic, SyncMode.PATIENTS_ONLY));

    assertThat(failed.failure().errorCode()).isEqualTo("SCHEMA_MISMATCH");
    assertThat(failed.failure().message())
        .isEqualTo("Cliniko lists 1129 patients, but 1529 are stored");
    assertThat(vanished()).isEmpty();
  }

  @Test
  void rejected_records_do_not_count_as_missing() {
    cliniko.clinic().corruptPatient(ids().get(5), RecordDefect.IMPOSSIBLE_DATE);
    cliniko.clinic().corruptPatient(ids().get(6), RecordDefect.MISSING_ID);

    var proof = Proof.of(EventLog.fold(SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY)));

    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(ALL, ALL - 2, 0, 0, 2));
  }

  @Test
  void records_that_are_not_stored_are_fetched_by_id() {
    var missing = ids().get(900);
    // Lost between fetching and comparing, as if it had been committed late.
    cliniko
        .faults()
        .add(
            Fault.of(
                    (_, rest) -> {
                      database.execute(
                          "delete from patients where cliniko_patient_id = ?", missing);
                      return rest.proceed();
                    })
                .when(request -> request.parameter("per_page").orElse("").equals("1"))
                .when(request -> request.parameter("sort").isEmpty())
                .times(1));

    var proof = Proof.of(EventLog.fold(SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY)));

    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(ALL + 1, ALL + 1, 0, 0, 0));
    assertThat(
            database.queryLong(
                "select count(*) from patients where organization_id = ?",
                clinic.organizationId().value()))
        .isEqualTo(ALL);
  }

  private List<String> ids() {
    return cliniko.clinic().patients().stream().map(p -> p.path("id").asText()).toList();
  }

  private List<String> vanished() {
    return database
        .query(
            "select cliniko_patient_id as id from patients"
                + " where organization_id = ? and vanished_at is not null",
            clinic.organizationId().value())
        .stream()
        .map(row -> String.valueOf(row.get("id")))
        .toList();
  }
}
