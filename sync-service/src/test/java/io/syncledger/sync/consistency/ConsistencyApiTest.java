package io.syncledger.sync.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncMode;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.records.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The comparison of a check and its report of each difference. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsistencyApiTest {
  private final CheckedClinic checked = CheckedClinic.start();

  @BeforeEach
  void connect() {
    checked.connect();
  }

  @AfterEach
  void calm() {
    checked.cliniko().faults().clear();
  }

  @AfterAll
  void stop() {
    checked.close();
  }

  @Test
  void after_a_full_sync_of_everything_all_lists_and_a_sample_of_records_are_equal() {
    checked.sync();

    var found = checked.check();

    assertThat(found.path("status").asText()).isEqualTo("consistent");
    assertThat(found.path("consistent").asBoolean()).isTrue();
    assertThat(found.path("counts").propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "patients",
            "appointments",
            "group_appointments",
            "attendees",
            "practitioners",
            "inactive_practitioners",
            "businesses",
            "appointment_types");
    assertThat(found.path("counts").path("patients"))
        .hasToString("{\"local\":120,\"source\":120,\"difference\":0}");
    assertThat(found.path("sampled").asInt()).isEqualTo(100);
    assertThat(found.path("mismatched")).isEmpty();
    assertThat(found.path("unverified")).isEmpty();
  }

  @Test
  void fields_that_differ_are_named_without_their_values() {
    checked.sync();
    checked
        .database()
        .execute(
            "update patients set city = 'Zephyrine', date_of_birth = null where organization_id ="
                + " ?",
            checked.organization().value());

    var found = checked.check();

    assertThat(found.path("status").asText()).isEqualTo("inconsistent");
    assertThat(found.path("consistent").asBoolean()).isFalse();
    assertThat(found.path("mismatched")).hasSize(50);
    assertThat(found.path("mismatched"))
        .allSatisfy(
            one -> {
              assertThat(one.path("resource").asText()).isEqualTo("patients");
              assertThat(one.path("problem").asText()).isEqualTo("differs");
              assertThat(one.path("fields").valueStream().map(JsonNode::asText))
                  .contains("city")
                  .isSubsetOf("date_of_birth", "city");
            });
    assertThat(found.toString()).doesNotContain("Zephyrine");
  }

  @Test
  void records_changed_at_the_source_since_the_sync_are_reported_separately() {
    checked.sync();
    var ids =
        checked
            .database()
            .query(
                "select cliniko_patient_id as id from patients where organization_id = ?",
                checked.organization().value());
    for (var row : ids) {
      checked
          .cliniko()
          .clinic()
          .edit(
              Resource.PATIENTS,
              String.valueOf(row.get("id")),
              patient -> patient.put("city", "Elsewhere"));
    }

    assertThat(checked.check().path("mismatched"))
        .hasSize(50)
        .allSatisfy(one -> assertThat(one.path("problem").asText()).isEqualTo("newer_at_source"));
  }

  @Test
  void a_record_that_the_source_no_longer_has_or_that_cannot_be_read_is_a_mismatch() {
    var gone = checked.cliniko().clinic().addPatient(_ -> {}).path("id").asText();
    var corrupted = checked.cliniko().clinic().addPatient(_ -> {}).path("id").asText();
    checked.sync();
    checked
        .database()
        .execute(
            "delete from patients where organization_id = ? and cliniko_patient_id not in (?, ?)",
            checked.organization().value(),
            gone,
            corrupted);
    checked.cliniko().clinic().remove(Resource.PATIENTS, gone);
    checked.cliniko().clinic().corruptPatient(corrupted, RecordDefect.IMPOSSIBLE_DATE);

    assertThat(
            checked
                .check()
                .path("mismatched")
                .valueStream()
                .map(one -> one.path("record_id").asText() + " " + one.path("problem").asText()))
        .containsExactlyInAnyOrder(gone + " not_at_source", corrupted + " unreadable");
    checked.cliniko().clinic().remove(Resource.PATIENTS, corrupted);
  }

  @Test
  void a_list_that_the_key_may_not_see_is_unverified_and_the_key_stays_valid() {
    checked.sync();
    checked.cliniko().faults().add(Faults.forbidden().on("/v1/attendees"));

    var found = checked.check();

    assertThat(found.path("status").asText()).isEqualTo("unverified");
    assertThat(found.path("consistent").asBoolean()).isFalse();
    assertThat(found.path("unverified"))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.path("resource").asText()).isEqualTo("attendees");
              assertThat(gap.path("error_code").asText()).isEqualTo("HTTP_403");
            });
    assertThat(found.path("counts").path("attendees").path("source").isNull()).isTrue();
    assertThat(
            checked
                .service()
                .bean(CredentialStore.class)
                .status(checked.clinic())
                .orElseThrow()
                .valid())
        .isTrue();
  }

  @Test
  void a_list_without_a_total_is_unverified() {
    checked.sync();
    checked
        .cliniko()
        .faults()
        .add(
            Fault.of(
                    (_, rest) -> {
                      var reply = rest.proceed();
                      var body = new String(reply.body(), StandardCharsets.UTF_8);
                      return reply.withBody(
                          body.replaceFirst("\"total_entries\":\\d+,", "")
                              .getBytes(StandardCharsets.UTF_8));
                    })
                .on("/v1/businesses"));

    var found = checked.check();

    assertThat(found.path("status").asText()).isEqualTo("unverified");
    assertThat(found.path("unverified").path(0).path("error_code").asText()).isEqualTo("NO_TOTAL");
  }

  @Test
  void only_lists_that_were_fully_synced_are_compared() {
    assertThat(checked.check().path("unverified").path(0).path("error_code").asText())
        .isEqualTo("NEVER_SYNCED");

    SyncDriver.terminalEvent(
        SyncCompleted.class,
        SyncDriver.runFull(checked.service(), checked.clinic(), SyncMode.PATIENTS_ONLY));

    var found = checked.check();
    assertThat(found.path("status").asText()).isEqualTo("consistent");
    assertThat(found.path("counts")).hasSize(1);
    assertThat(found.path("sampled").asInt()).isEqualTo(100);
  }
}
