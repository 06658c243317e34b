package io.syncledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Plants recognisable values in every member of records, and searches for them elsewhere. */
@Isolated("reads the whole log")
class PrivacyTest {
  private static final String PLANTED = "Zephyrine";
  private static final String KEY = "PLANTEDKEY-au4";

  private final TestDatabase database = TestDatabase.create();

  @Test
  void no_patients_value_and_no_key_gets_into_an_event_or_a_log_line() {
    try (var log = CapturedLog.ofAll(Level.DEBUG);
        var cliniko = simulator();
        var service = ServiceInstance.start(database.url(), cliniko.baseUrl(), Map.of())) {
      var sound = cliniko.clinic().addPatient(PrivacyTest::plant);
      var corrupted = cliniko.clinic().addPatient(PrivacyTest::plant).path("id").asText();
      cliniko.clinic().corruptPatient(corrupted, RecordDefect.IMPOSSIBLE_DATE);
      var clinic = TestOrganizations.withCredentials(service, KEY);

      assertThat(SyncDriver.run(service, clinic)).last().isInstanceOf(SyncCompleted.class);
      // A rule of the database that the planted value breaks.
      database.execute(
          "alter table patients add constraint no_such_name check (last_name <> '"
              + PLANTED
              + "2')");
      cliniko
          .clinic()
          .editPatient(
              sound.path("id").asText(), patient -> patient.put("last_name", PLANTED + "2"));
      var failed = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(service, clinic));

      assertThat(failed.failure().errorCode()).isEqualTo("DATABASE_CONSTRAINT_ERROR");
      assertThat(failed.failure().message()).contains("no_such_name");
      assertThat(
              database.queryLong(
                  "select count(*) from patients where last_name like ?", PLANTED + "%"))
          .isEqualTo(1);
      assertThat(places(clinic.organizationId(), log))
          .noneMatch(text -> text.contains(PLANTED))
          .noneMatch(text -> text.contains("PLANTEDKEY"))
          .noneMatch(text -> text.contains("0491570006"));
    }
  }

  private List<String> places(OrganizationId organization, CapturedLog log) {
    var places = new ArrayList<>(log.lines());
    assertThat(places).anyMatch(line -> line.startsWith("Sync ended"));
    EventLog.records(organization)
        .forEach(
            record -> {
              places.add(new String(record.value(), StandardCharsets.UTF_8));
              record
                  .headers()
                  .forEach(h -> places.add(new String(h.value(), StandardCharsets.UTF_8)));
            });
    for (var table : List.of("outbox", "sync_runs", "rejected_records", "idempotency_keys")) {
      database
          .query("select t::text as row from " + table + " as t")
          .forEach(row -> places.add(row.toString()));
    }
    return places;
  }

  private static void plant(ObjectNode patient) {
    for (var field :
        List.of(
            "first_name",
            "last_name",
            "label",
            "preferred_first_name",
            "email",
            "address_1",
            "city",
            "notes",
            "appointment_notes",
            "occupation",
            "emergency_contact")) {
      patient.put(field, PLANTED);
    }
    patient
        .putArray("patient_phone_numbers")
        .addObject()
        .put("phone_type", PLANTED)
        .put("number", "0491570006");
  }

  private static ClinikoSimulator simulator() {
    return ClinikoSimulator.builder()
        .clinic(Clinic.generated(120, 3))
        .apiKey(KEY)
        .rateLimit(RateLimit.none())
        .start();
  }
}
