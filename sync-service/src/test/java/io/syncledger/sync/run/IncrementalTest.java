package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncPlanned;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.EventLog;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An incremental sync requests changes only, and misses none. */
class IncrementalTest extends ServicePerTest {
  @Override
  Clinic source() {
    return Clinic.generated(500, 4);
  }

  @Test
  void a_later_sync_fetches_changes_from_where_the_first_one_ended() {
    var first = SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);
    var edited = ids().get(7);
    cliniko.clinic().editPatient(edited, patient -> patient.put("city", "Elsewhere"));
    cliniko.clinic().addPatient(patient -> patient.put("first_name", "New"));
    long requestsBefore = cliniko.traffic().total();

    var later = SyncDriver.run(service, clinic, SyncMode.BASIC);

    var started = (SyncStarted) later.getFirst();
    assertThat(started.syncType()).isEqualTo(SyncType.INCREMENTAL);
    assertThat(started.syncTokenBefore())
        .startsWith("patients=")
        .isEqualTo(SyncDriver.terminalEvent(SyncCompleted.class, first).syncTokenAfter());
    var proof = Proof.of(EventLog.fold(later));
    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records().inserted()).isEqualTo(1);
    assertThat(proof.records().updated()).isEqualTo(1);
    assertThat(proof.records().fetched()).isLessThan(20);
    assertThat(cliniko.traffic().total() - requestsBefore).isLessThanOrEqualTo(4);
    assertThat(column("city", edited)).isEqualTo("Elsewhere");
  }

  @Test
  void a_patient_archived_without_a_change_is_still_detected() {
    SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);
    var archived = ids().get(11);
    var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    cliniko
        .clinic()
        .editKeepingUpdatedAt(
            Resource.PATIENTS, archived, patient -> patient.put("archived_at", now));

    var later = SyncDriver.run(service, clinic, SyncMode.BASIC);

    assertThat(later).last().isInstanceOf(SyncCompleted.class);
    assertThat(column("archived_at", archived)).isNotNull();
  }

  @Test
  void a_sync_that_failed_moves_no_watermark() {
    var first = SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);
    cliniko.clinic().addPatient(patient -> patient.put("first_name", "New"));
    cliniko.faults().add(SyncDriver.onPage(2, Faults.serverError(502, ErrorBody.EMPTY)));
    var failed = SyncDriver.run(service, clinic, SyncMode.BASIC);
    assertThat(SyncDriver.terminalEvent(SyncFailed.class, failed).recordsProcessed()).isPositive();
    cliniko.faults().clear();

    var next = SyncDriver.run(service, clinic, SyncMode.BASIC);

    assertThat(((SyncStarted) next.getFirst()).syncTokenBefore())
        .isEqualTo(SyncDriver.terminalEvent(SyncCompleted.class, first).syncTokenAfter());
    assertThat(next).last().isInstanceOf(SyncCompleted.class);
  }

  @Test
  void a_requested_full_sync_fetches_everything_and_announces_the_total() {
    SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);

    var full = SyncDriver.runFull(service, clinic, SyncMode.PATIENTS_ONLY);

    assertThat(((SyncStarted) full.getFirst()).syncType()).isEqualTo(SyncType.FULL);
    assertThat(SyncDriver.ofType(SyncPlanned.class, full))
        .singleElement()
        .satisfies(
            planned ->
                assertThat(planned.resources())
                    .singleElement()
                    .satisfies(patients -> assertThat(patients.recordsTotal()).isEqualTo(509)));
    assertThat(Proof.of(EventLog.fold(full)).records())
        .isEqualTo(new Proof.Records(509, 0, 0, 509, 0));
  }

  private List<String> ids() {
    return cliniko.clinic().patients().stream().map(p -> p.path("id").asText()).toList();
  }

  private @Nullable Object column(String column, String patient) {
    return database
        .query(
            "select "
                + column
                + " from patients where organization_id = ? and cliniko_patient_id = ?",
            clinic.organizationId().value(),
            patient)
        .getFirst()
        .get(column);
  }
}
