package io.syncledger.testkit.cliniko.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.ListQuery;
import io.syncledger.testkit.cliniko.records.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClinicTest {

  private static final Instant NOW = Instant.parse("2027-03-01T10:00:00.750Z");
  private final Clinic clinic = Clinic.sample648(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void the_recorded_clinic_can_be_shifted_so_that_its_recording_becomes_now() {
    ObjectNode recorded = patient(Clinic.sample648(), "80");
    ObjectNode shifted = patient(clinic, "80");
    Duration shift =
        Duration.between(
            Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2027-03-01T10:00:00Z"));
    assertThat(Instant.parse(shifted.path("updated_at").asText()))
        .isEqualTo(Instant.parse(recorded.path("updated_at").asText()).plus(shift));
    assertThat(shifted.path("date_of_birth")).isEqualTo(recorded.path("date_of_birth"));
  }

  @Test
  void an_edit_moves_updated_at_to_the_second_it_was_made_in() {
    clinic.editPatient("80", patient -> patient.put("email", "new@example.test"));
    assertThat(patient(clinic, "80").path("updated_at").asText()).isEqualTo("2027-03-01T10:00:00Z");
    assertThat(patient(clinic, "80").path("email").asText()).isEqualTo("new@example.test");
  }

  @Test
  void a_quiet_change_leaves_updated_at_alone() {
    String before = patient(clinic, "80").path("updated_at").asText();
    clinic.editKeepingUpdatedAt(
        Resource.PATIENTS, "80", patient -> patient.put("archived_at", "2027-03-01T10:00:00Z"));
    assertThat(patient(clinic, "80").path("updated_at").asText()).isEqualTo(before);
    assertThat(clinic.patients()).hasSize(647);
  }

  @Test
  void an_edited_patient_moves_to_the_end_of_a_listing_by_updated_at() {
    ListQuery byUpdate =
        ListQuery.parse(
            Map.of("sort", List.of("updated_at"), "page", List.of("7"), "per_page", List.of("100")),
            Resource.PATIENTS);
    clinic.editPatient("80", patient -> {});
    List<ClinicRecord> last = clinic.table(Resource.PATIENTS).page(byUpdate).records();
    assertThat(last.getLast().tree().path("id").asText()).isEqualTo("80");
  }

  @Test
  void an_added_patient_is_listed_and_can_be_found() {
    String id = clinic.addPatient(patient -> patient.put("first_name", "Tam")).path("id").asText();
    assertThat(clinic.patients()).hasSize(649);
    assertThat(patient(clinic, id).path("first_name").asText()).isEqualTo("Tam");
  }

  @Test
  void the_loser_of_a_merge_is_archived_and_points_to_the_survivor() {
    clinic.mergePatients("80", "81");
    ObjectNode loser = patient(clinic, "80");
    assertThat(loser.path("archived_at").asText()).isEqualTo("2027-03-01T10:00:00Z");
    assertThat(loser.path("merged_at").asText()).isEqualTo("2027-03-01T10:00:00Z");
    assertThat(loser.at("/merged_with_patient/links/self").asText())
        .isEqualTo(LinkRoot.ORIGIN + "/patients/81");
    assertThat(patient(clinic, "81").has("merged_with_patient")).isFalse();
  }

  @Test
  void a_removed_patient_leaves_no_trace() {
    clinic.remove(Resource.PATIENTS, "80");
    assertThat(clinic.table(Resource.PATIENTS).find("80")).isEmpty();
    assertThat(clinic.records(Resource.PATIENTS)).hasSize(659);
    assertThatThrownBy(() -> clinic.editPatient("80", patient -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_corrupted_patient_is_served_corrupted_in_its_place_until_it_is_edited() {
    String served = "\"first_name\":\"Nu\\u0000l\"";
    clinic.corruptPatient("80", RecordDefect.NUL_IN_NAME);
    assertThat(json("80")).contains(served);
    assertThat(patient(clinic, "80").path("first_name").asText()).isEqualTo("Tara");
    clinic.editPatient("80", patient -> {});
    assertThat(json("80")).doesNotContain(served);
  }

  @Test
  void a_patient_without_an_id_is_still_listed() {
    clinic.corruptPatient("80", RecordDefect.MISSING_ID);
    assertThat(json("80")).doesNotContain("\"id\":");
    assertThat(
            clinic
                .table(Resource.PATIENTS)
                .page(ListQuery.parse(Map.of(), Resource.PATIENTS))
                .total())
        .isEqualTo(648);
  }

  private String json(String id) {
    ClinicRecord record = clinic.table(Resource.PATIENTS).find(id).orElseThrow();
    return new String(record.json(), StandardCharsets.UTF_8);
  }

  private static ObjectNode patient(Clinic clinic, String id) {
    return clinic.table(Resource.PATIENTS).find(id).orElseThrow().tree();
  }
}
