package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.testkit.cliniko.access.RateLimit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingTest {

  private ClinikoSimulator cliniko;
  private SimulatorClient client;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder().apiKey(SimulatorClient.KEY).rateLimit(RateLimit.none()).start();
    client = new SimulatorClient(cliniko);
  }

  @AfterAll
  void stop() {
    client.close();
    cliniko.close();
  }

  @Test
  void a_page_has_fifty_records_by_default() throws Exception {
    assertThat(client.json("/patients").path("patients")).hasSize(50);
    assertThat(client.json("/patients?per_page=7").path("patients")).hasSize(7);
  }

  @Test
  void a_page_never_has_more_than_a_hundred_records() throws Exception {
    assertThat(client.json("/patients?per_page=101").path("patients")).hasSize(100);
  }

  @Test
  void the_first_page_has_no_previous_and_the_last_no_next() throws Exception {
    JsonNode first = client.json("/patients?per_page=100").path("links");
    JsonNode last = client.json("/patients?per_page=100&page=7").path("links");
    assertThat(first.has("previous")).isFalse();
    assertThat(first.has("next")).isTrue();
    assertThat(last.has("previous")).isTrue();
    assertThat(last.has("next")).isFalse();
  }

  @Test
  void a_page_past_the_end_is_empty_and_has_no_links() throws Exception {
    JsonNode page = client.json("/patients?page=99");
    assertThat(page.path("patients")).isEmpty();
    assertThat(page.path("total_entries").asInt()).isEqualTo(648);
    assertThat(page.path("links").has("next")).isFalse();
  }

  @Test
  void following_next_lists_every_live_patient_once() throws Exception {
    List<String> ids = client.walk("/patients?per_page=100");
    assertThat(ids)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            cliniko.clinic().patients().stream().map(row -> row.path("id").asText()).toList())
        .hasSize(648);
  }

  @Test
  void links_keep_filters_encoded_and_page_size_and_sort_and_lead_on_to_the_same_host()
      throws Exception {
    JsonNode page =
        client.json(
            "/patients?sort=updated_at%3Adesc&per_page=10&page=2"
                + SimulatorClient.query("updated_at:>=2026-01-01T00:00:00Z", "archived_at:*"));
    assertThat(page.path("links").path("next").asText())
        .isEqualTo(
            cliniko.baseUrl()
                + "/patients?page=3&sort=updated_at%3Adesc&per_page=10"
                + "&q%5B%5D=updated_at%3A%3E%3D2026-01-01T00%3A00%3A00Z&q%5B%5D=archived_at%3A*");
  }

  @Test
  void links_inside_records_lead_to_the_host_the_client_called() throws Exception {
    JsonNode patient = client.json("/patients?per_page=1").path("patients").path(0);
    String self = patient.path("links").path("self").asText();
    assertThat(self).startsWith(cliniko.baseUrl() + "/patients/");
    assertThat(client.json(self)).isEqualTo(patient);
  }

  @Test
  void ids_are_strings() throws Exception {
    JsonNode page = client.list("/patients");
    assertThat(page.path("patients").valueStream()).allMatch(row -> row.path("id").isTextual());
  }

  @ParameterizedTest
  @CsvSource({
    "patients, 648",
    "individual_appointments, 296",
    "group_appointments, 8",
    "bookings, 304",
    "attendees, 50",
    "practitioners, 6",
    "businesses, 2",
    "appointment_types, 5",
    "users, 1"
  })
  void each_resource_lists_its_live_records(String resource, int count) throws Exception {
    JsonNode page = client.json("/" + resource);
    assertThat(page.path("total_entries").asInt()).isEqualTo(count);
    assertThat(page.path(resource)).hasSize(Math.min(50, count));
  }

  @Test
  void archived_and_cancelled_records_are_listed_on_request() throws Exception {
    assertThat(total("/patients", "archived_at:*")).isEqualTo(660);
    assertThat(total("/patients", "archived_at:?")).isEqualTo(12);
    assertThat(total("/individual_appointments", "cancelled_at:*")).isEqualTo(308);
    assertThat(total("/individual_appointments", "cancelled_at:?")).isEqualTo(12);
  }

  @Test
  void patients_without_an_order_come_in_the_order_of_their_creation() throws Exception {
    JsonNode page = client.list("/patients");
    assertThat(page.path("patients").valueStream().map(row -> row.path("created_at").asText()))
        .isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=0",
        "page=one",
        "per_page=0",
        "per_page=x",
        "sort=shoe_size",
        "sort=id:up",
        "order=up",
        "q%5B%5D=deleted_at:*",
        "q%5B%5D=phone:=1",
        "q%5B%5D=id:=abc",
        "q%5B%5D=id:~1",
        "q%5B%5D=id:like:1",
        "q%5B%5D=updated_at:=2026-01-01T00:00:00Z",
        "q%5B%5D=updated_at:%3E2026-01-01",
        "q%5B%5D=date_of_birth:=1980-13-01",
        "q%5B%5D=first_name",
        "q%5B%5D=archived_at:?now"
      })
  void an_invalid_query_gets_400_with_a_message(String parameters) throws Exception {
    var response = client.get("/patients?" + parameters);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"message\":\"");
  }

  @Test
  void a_list_below_a_record_has_that_records_children() throws Exception {
    JsonNode group = client.json("/group_appointments").path("group_appointments").path(0);
    JsonNode attendees = client.json(group.path("attendees").path("links").path("self").asText());
    List<String> patients =
        attendees
            .path("attendees")
            .valueStream()
            .map(row -> row.path("patient").path("links").path("self").asText())
            .map(link -> link.substring(link.lastIndexOf('/') + 1))
            .toList();
    List<String> expected = group.path("patient_ids").valueStream().map(JsonNode::asText).toList();
    assertThat(patients).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void every_link_of_a_record_can_be_followed() throws Exception {
    for (String resource : List.of("patients", "individual_appointments", "group_appointments")) {
      JsonNode record = client.json("/" + resource).path(resource).path(0);
      for (String link : record.findValuesAsText("self")) {
        assertThat(client.get(link).statusCode()).as(link).isEqualTo(200);
      }
    }
  }

  private int total(String path, String... filters) throws Exception {
    return client.list(path, filters).path("total_entries").asInt();
  }
}
