package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {

  private static final String NOW = "2026-11-22T12:00:00Z";

  private ClinikoSimulator cliniko;
  private SimulatorClient client;

  @BeforeEach
  void start() {
    Clock clock = Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC);
    cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.sample648(clock))
            .apiKey(SimulatorClient.KEY)
            .rateLimit(RateLimit.none())
            .start();
    client = new SimulatorClient(cliniko);
  }

  @AfterEach
  void stop() {
    client.close();
    cliniko.close();
  }

  @ParameterizedTest
  @CsvSource({"POST, /patients/80/archive", "DELETE, /patients/80"})
  void archiving_and_deleting_both_archive_and_move_updated_at(String method, String path)
      throws Exception {
    HttpResponse<String> response = client.send(method, path, "");
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    JsonNode patient = client.json("/patients/80");
    assertThat(patient.path("archived_at").asText()).isEqualTo(NOW);
    assertThat(patient.path("updated_at").asText()).isEqualTo(NOW);
    assertThat(client.list("/patients").path("total_entries").asInt()).isEqualTo(647);
    assertThat(cliniko.clinic().patients()).hasSize(647);
  }

  @Test
  void unarchiving_gives_the_record_back() throws Exception {
    client.send("POST", "/patients/80/archive", "");
    HttpResponse<String> response = client.send("POST", "/patients/80/unarchive", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"archived_at\":null");
    assertThat(client.list("/patients").path("total_entries").asInt()).isEqualTo(648);
  }

  @Test
  void a_cancelled_appointment_is_hidden_with_its_reason() throws Exception {
    String id =
        client
            .list("/individual_appointments")
            .path("individual_appointments")
            .path(0)
            .path("id")
            .asText();
    String path = "/individual_appointments/" + id;
    assertThat(client.send("PATCH", path + "/cancel", "{}").statusCode()).isEqualTo(422);
    assertThat(client.send("PATCH", path + "/cancel", "{\"cancellation_reason\":30}").statusCode())
        .isEqualTo(204);
    JsonNode appointment = client.json(path);
    assertThat(appointment.path("cancelled_at").asText()).isEqualTo(NOW);
    assertThat(appointment.path("cancellation_reason_description").asText()).isEqualTo("Sick");
    assertThat(client.list("/individual_appointments").path("total_entries").asInt())
        .isEqualTo(295);
  }

  @Test
  void a_created_patient_gets_an_id_and_a_location() throws Exception {
    HttpResponse<String> response =
        client.send(
            "POST", "/patients", "{\"first_name\":\"Tam\",\"last_name\":\"Example\",\"id\":\"1\"}");
    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode patient = client.json(response.headers().firstValue("Location").orElseThrow());
    assertThat(patient.path("label").asText()).isEqualTo("Tam Example");
    assertThat(patient.path("id").asText()).hasSizeGreaterThan(17);
    assertThat(cliniko.clinic().patients()).hasSize(649);
  }

  @Test
  void an_update_changes_the_fields_it_names() throws Exception {
    JsonNode before = client.json("/patients/81");
    assertThat(client.send("PATCH", "/patients/81", "{\"email\":\"a@example.test\"}").statusCode())
        .isEqualTo(200);
    JsonNode after = client.json("/patients/81");
    assertThat(after.path("email").asText()).isEqualTo("a@example.test");
    assertThat(after.path("updated_at").asText()).isEqualTo(NOW);
    assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
  }

  @Test
  void invalid_input_gets_422_with_an_object_of_errors() throws Exception {
    HttpResponse<String> response = client.send("POST", "/patients", "{\"first_name\":\" \"}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .isEqualTo(
            "{\"message\":\"Validation Failed\",\"errors\":"
                + "{\"first_name\":\"can't be blank\",\"last_name\":\"can't be blank\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /patients/1",
    "GET, /patients/none",
    "GET, /shoes",
    "GET, /patients/80/shoes",
    "GET, /patients/1/appointments",
    "GET, /a/b/c/d",
    "POST, /practitioners",
    "POST, /patients/1/archive",
    "DELETE, /patients/1",
    "DELETE, /users/1500000000000000001"
  })
  void an_unknown_record_gets_404_in_clinikos_format(String method, String path) throws Exception {
    HttpResponse<String> response = client.send(method, path, "");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"status\":\"404\",\"error\":\"Not Found\"}");
  }
}
