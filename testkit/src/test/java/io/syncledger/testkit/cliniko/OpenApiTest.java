package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.CancellationReason;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import io.syncledger.testkit.cliniko.records.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

  private final OpenApiContract contract = new OpenApiContract();
  private ClinikoSimulator cliniko;
  private SimulatorClient client;

  @BeforeAll
  void start() {
    Clinic clinic = Clinic.sample648();
    clinic.addPatient(patient -> patient.put("first_name", "Tam").put("last_name", "Example"));
    String attendee =
        clinic.records(Resource.ATTENDEES).findFirst().orElseThrow().path("id").asText();
    clinic.cancel(Resource.ATTENDEES, attendee, CancellationReason.AWAY);
    cliniko = serve(clinic);
    client = new SimulatorClient(cliniko);
  }

  @AfterAll
  void stop() {
    client.close();
    cliniko.close();
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void every_page_of_every_list_follows_the_contract(Resource resource) throws Exception {
    String unhidden =
        SimulatorClient.query(
            resource.fields().stream()
                .map(field -> field.name() + ":*")
                .filter(filter -> filter.matches("(archived|cancelled)_at:.*"))
                .toArray(String[]::new));
    String next = "/" + resource.path() + "?per_page=100" + unhidden;
    while (!next.isEmpty()) {
      JsonNode page = client.json(next);
      assertThat(contract.violations("/" + resource.path(), page)).isEmpty();
      assertThat(page.path(resource.path())).isNotEmpty();
      next = page.path("links").path("next").asText("");
    }
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void every_single_record_follows_the_contract(Resource resource) throws Exception {
    JsonNode page = client.json("/" + resource.path());
    String id = page.path(resource.path()).path(0).path("id").asText();
    JsonNode record = client.json("/" + resource.path() + "/" + id);
    assertThat(contract.violations("/" + resource.path() + "/{id}", record)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PATIENTS, Patient",
    "INDIVIDUAL_APPOINTMENTS, IndividualAppointment",
    "GROUP_APPOINTMENTS, GroupAppointment",
    "ATTENDEES, Attendee",
    "PRACTITIONERS, Practitioner",
    "BUSINESSES, Business",
    "APPOINTMENT_TYPES, AppointmentType",
    "USERS, User"
  })
  void no_record_has_a_key_that_is_not_in_the_contract(Resource resource, String schema) {
    cliniko
        .clinic()
        .records(resource)
        .forEach(
            record -> {
              // Documented since 2025, after this version of the document.
              record.remove("country_code");
              assertThat(contract.undeclared(schema, record)).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/user", "/settings/public", "/practitioners/inactive"})
  void the_paths_without_an_id_follow_the_contract(String path) throws Exception {
    assertThat(contract.violations(path, client.json(path))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "group_appointments, attendees, group_appointment_id",
    "individual_appointments, attendees, individual_appointment_id",
    "individual_appointments, conflicts, id",
    "patients, medical_alerts, patient_id"
  })
  void the_lists_below_a_record_follow_the_contract(String parent, String child, String parameter)
      throws Exception {
    String id = client.json("/" + parent).path(parent).path(0).path("id").asText();
    JsonNode page = client.json("/" + parent + "/" + id + "/" + child);
    String path = "/" + parent + "/{" + parameter + "}/" + child;
    assertThat(contract.violations(path, page)).isEmpty();
  }

  @Test
  void generated_patients_follow_the_contract() throws Exception {
    try (var generated = serve(Clinic.generated(500, 42));
        var other = new SimulatorClient(generated)) {
      String next = "/patients?per_page=100&q%5B%5D=archived_at%3A%2A";
      while (!next.isEmpty()) {
        JsonNode page = other.json(next);
        assertThat(contract.violations("/patients", page)).isEmpty();
        next = page.path("links").path("next").asText("");
      }
    }
  }

  @Test
  void a_generated_patient_has_the_fields_of_a_recorded_one() {
    ObjectNode recorded = Clinic.sample648().patients().getFirst();
    for (ObjectNode generated : Clinic.generated(100, 42).patients()) {
      assertThat(generated.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              recorded.propertyStream().map(java.util.Map.Entry::getKey).toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordDefect.class,
      names = {"NUMERIC_ID", "NULL_ID", "WRONG_TYPES", "IMPOSSIBLE_DATE", "LONG_NAME"})
  void a_corrupted_patient_breaks_the_contract(RecordDefect defect) throws Exception {
    Clinic clinic = Clinic.sample648();
    clinic.corruptPatient("80", defect);
    try (var simulator = serve(clinic);
        var other = new SimulatorClient(simulator)) {
      assertThat(contract.violations("/patients/{id}", other.json("/patients/80"))).isNotEmpty();
      assertThat(contract.violations("/patients/{id}", other.json("/patients/81"))).isEmpty();
    }
  }

  private static ClinikoSimulator serve(Clinic clinic) {
    return ClinikoSimulator.builder()
        .clinic(clinic)
        .apiKey(SimulatorClient.KEY)
        .rateLimit(RateLimit.none())
        .start();
  }
}
