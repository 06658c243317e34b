package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.PlannedResource;
import io.syncledger.events.SyncEvent.AppointmentsUpserted;
import io.syncledger.events.SyncEvent.ItemsUpserted;
import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.events.SyncEvent.SyncPlanned;
import io.syncledger.events.SyncMode;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.EventLog;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The records that each mode fetches. */
class ModesTest extends ServicePerTest {
  @Override
  Clinic source() {
    return Clinic.builder().patients(300).appointments(420).groupAppointments(30).seed(5).build();
  }

  @Test
  void a_comprehensive_sync_stores_every_record_of_the_source() {
    var events = SyncDriver.run(service, clinic, SyncMode.COMPREHENSIVE);

    var proof = Proof.of(EventLog.fold(events));
    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(SyncDriver.ofType(SyncPlanned.class, events).getFirst().resources())
        .extracting(PlannedResource::resource)
        .containsExactly(
            "businesses",
            "practitioners",
            "inactive_practitioners",
            "appointment_types",
            "patients",
            "appointments",
            "group_appointments",
            "attendees");
    assertThat(SyncDriver.ofType(AppointmentsUpserted.class, events)).hasSizeGreaterThan(4);
    assertThat(SyncDriver.ofType(ItemsUpserted.class, events))
        .extracting(ItemsUpserted::resource)
        .contains("businesses", "inactive_practitioners", "attendees");
    assertThat(rows("patients")).isEqualTo(count(Resource.PATIENTS));
    assertThat(rows("appointments")).isEqualTo(count(Resource.INDIVIDUAL_APPOINTMENTS));
    assertThat(rows("group_appointments")).isEqualTo(count(Resource.GROUP_APPOINTMENTS));
    assertThat(rows("attendees")).isEqualTo(count(Resource.ATTENDEES));
    assertThat(rows("practitioners")).isEqualTo(count(Resource.PRACTITIONERS));
    assertThat(rows("businesses")).isEqualTo(count(Resource.BUSINESSES));
    assertThat(rows("appointment_types")).isEqualTo(count(Resource.APPOINTMENT_TYPES));
  }

  @Test
  void an_incremental_comprehensive_sync_without_changes_is_proven_and_rewrites_nothing() {
    SyncDriver.run(service, clinic, SyncMode.COMPREHENSIVE);

    var proof = Proof.of(EventLog.fold(SyncDriver.run(service, clinic, SyncMode.COMPREHENSIVE)));

    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records().inserted()).isZero();
    assertThat(proof.records().updated()).isZero();
  }

  @Test
  void an_active_sync_takes_the_patients_who_have_an_appointment_and_no_others() {
    var events = SyncDriver.run(service, clinic, SyncMode.ACTIVE);

    var proof = Proof.of(EventLog.fold(events));
    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(rows("patients")).isPositive().isLessThan(count(Resource.PATIENTS));
    assertThat(
            database.queryLong(
                "select count(*) from patients where organization_id = ? and not exists ("
                    + " select from appointments as a where a.patient_id = cliniko_patient_id)"
                    + " and not exists ("
                    + " select from attendees as t where t.patient_id = cliniko_patient_id)",
                clinic.organizationId().value()))
        .isZero();
  }

  @Test
  void an_active_patient_who_does_not_come_back_has_vanished() {
    SyncDriver.run(service, clinic, SyncMode.ACTIVE);
    var gone =
        String.valueOf(
            database
                .query(
                    "select min(cliniko_patient_id) as id from patients where organization_id = ?",
                    clinic.organizationId().value())
                .getFirst()
                .get("id"));
    cliniko.clinic().remove(Resource.PATIENTS, gone);

    var events = SyncDriver.run(service, clinic, SyncMode.ACTIVE);

    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(SyncDriver.ofType(RecordsVanished.class, events))
        .singleElement()
        .satisfies(event -> assertThat(event.recordIds()).isEqualTo(List.of(gone)));
  }

  @Test
  void a_wait_for_the_source_is_reported() {
    cliniko
        .faults()
        .add(
            SyncDriver.onPage(2, Faults.tooManyRequests(Clock.systemUTC(), Duration.ofSeconds(6)))
                .times(1));

    var events = SyncDriver.run(service, clinic, SyncMode.PATIENTS_ONLY);

    assertThat(SyncDriver.ofType(SyncDelayed.class, events)).hasSize(1);
    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
  }

  private long count(Resource resource) {
    return cliniko.clinic().records(resource).count();
  }

  private long rows(String table) {
    return database.queryLong(
        "select count(*) from " + table + " where organization_id = ?",
        clinic.organizationId().value());
  }
}
