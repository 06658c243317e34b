package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedResourcesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
  private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");

  private final OpenApiContract contract = new OpenApiContract();
  private final Clinic clinic = clinic(7).build();
  private ClinikoSimulator cliniko;
  private SimulatorClient client;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(clinic)
            .apiKey(SimulatorClient.KEY)
            .rateLimit(RateLimit.none())
            .start();
    client = new SimulatorClient(cliniko);
  }

  @AfterAll
  void stop() {
    client.close();
    cliniko.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PATIENTS, 202, Patient",
    "INDIVIDUAL_APPOINTMENTS, 150, IndividualAppointment",
    "GROUP_APPOINTMENTS, 40, GroupAppointment",
    "ATTENDEES, 240, Attendee",
    "PRACTITIONERS, 8, Practitioner",
    "BUSINESSES, 3, Business",
    "APPOINTMENT_TYPES, 4, AppointmentType"
  })
  void there_are_as_many_as_requested_and_they_follow_the_contract(
      Resource resource, int count, String schema) throws Exception {
    List<ObjectNode> rows = clinic.rows(resource);
    assertThat(rows).hasSize(count);
    for (ObjectNode row : rows) {
      String id = row.path("id").asText();
      JsonNode served = client.json("/" + resource.path() + "/" + id);
      assertThat(contract.violations("/" + resource.path() + "/{id}", served)).isEmpty();
      row.remove("country_code");
      assertThat(contract.undeclared(schema, row)).isEmpty();
    }
  }

  @Test
  void every_link_leads_to_a_record() throws Exception {
    for (Resource resource : List.of(Resource.INDIVIDUAL_APPOINTMENTS, Resource.ATTENDEES)) {
      for (JsonNode row : client.list("/" + resource.path()).path(resource.path())) {
        for (String link : row.findValuesAsText("self")) {
          assertThat(client.get(link).statusCode()).as(link).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void a_groups_patients_are_those_of_its_attendees() throws Exception {
    ObjectNode group = clinic.rows(Resource.GROUP_APPOINTMENTS).get(5);
    String id = group.path("id").asText();
    List<String> attending =
        client
            .list("/attendees", "booking_id:=" + id, "cancelled_at:*", "archived_at:*")
            .path("attendees")
            .findValuesAsText("self")
            .stream()
            .filter(link -> link.contains("/patients/"))
            .map(link -> link.substring(link.lastIndexOf('/') + 1))
            .toList();
    List<String> listed = group.path("patient_ids").valueStream().map(JsonNode::asText).toList();
    assertThat(attending).hasSize(6).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void some_appointments_and_attendees_are_cancelled_and_some_archived() {
    for (Resource resource : List.of(Resource.INDIVIDUAL_APPOINTMENTS, Resource.ATTENDEES)) {
      List<ObjectNode> rows = clinic.rows(resource);
      assertThat(rows).anyMatch(row -> !row.path("cancelled_at").isNull());
      assertThat(rows).anyMatch(row -> !row.path("archived_at").isNull());
      assertThat(rows)
          .anyMatch(row -> row.path("archived_at").isNull() && row.path("cancelled_at").isNull());
    }
  }

  @Test
  void one_appointment_lasts_across_a_change_of_the_clocks_and_others_lie_on_both_sides() {
    List<ObjectNode> rows = clinic.rows(Resource.INDIVIDUAL_APPOINTMENTS);
    Function<String, List<ZoneOffset>> offsets =
        field ->
            rows.stream()
                .map(row -> SYDNEY.getRules().getOffset(Instant.parse(row.path(field).asText())))
                .toList();
    assertThat(offsets.apply("starts_at")).isNotEqualTo(offsets.apply("ends_at"));
    assertThat(offsets.apply("starts_at")).contains(ZoneOffset.ofHours(10), ZoneOffset.ofHours(11));
  }

  @Test
  void inactive_practitioners_have_a_list_of_their_own() throws Exception {
    assertThat(client.list("/practitioners").path("total_entries").asInt()).isEqualTo(5);
    JsonNode inactive = client.list("/practitioners/inactive", "updated_at:>=2000-01-01T00:00:00Z");
    assertThat(inactive.path("practitioners"))
        .hasSize(3)
        .allMatch(practitioner -> !practitioner.path("active").asBoolean());
  }

  @ParameterizedTest
  @EnumSource(
      value = Resource.class,
      names = {"INDIVIDUAL_APPOINTMENTS", "GROUP_APPOINTMENTS", "ATTENDEES", "PRACTITIONERS"})
  void the_seed_decides_every_record(Resource resource) {
    assertThat(clinic(7).build().rows(resource)).isEqualTo(clinic.rows(resource));
    assertThat(clinic(8).build().rows(resource)).isNotEqualTo(clinic.rows(resource));
  }

  @ParameterizedTest
  @EnumSource(
      value = Resource.class,
      names = {"INDIVIDUAL_APPOINTMENTS", "GROUP_APPOINTMENTS", "ATTENDEES"})
  void filters_see_the_values_of_the_json(Resource resource) {
    for (ClinicRecord record : clinic.table(resource).all(List.of()).toList()) {
      ClinicRecord parsed = new JsonRecord(record.tree());
      for (Field field : resource.fields()) {
        assertThat(record.value(field)).as(field.name()).isEqualTo(parsed.value(field));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "patients, archived_at:>=2026-01-01T00:00:00Z",
    "individual_appointments, archived_at:>=2026-01-01T00:00:00Z",
    "individual_appointments, cancelled_at:>=2026-01-01T00:00:00Z",
    "individual_appointments, deleted_at:>=2026-01-01T00:00:00Z",
    "group_appointments, deleted_at:>=2026-01-01T00:00:00Z",
    "attendees, cancelled_at:>=2026-01-01T00:00:00Z",
    "attendees, deleted_at:>=2026-01-01T00:00:00Z",
    "businesses, deleted_at:>=2026-01-01T00:00:00Z",
    "appointment_types, archived_at:>=2026-01-01T00:00:00Z"
  })
  void records_hidden_since_an_instant_can_be_listed_in_the_order_of_change(
      String resource, String filter) throws Exception {
    Resource known = Resource.named(resource).orElseThrow();
    String field = filter.substring(0, filter.indexOf(':'));
    String[] unhidden =
        java.util.stream.Stream.of("archived_at", "cancelled_at")
            .filter(other -> !other.equals(field) && known.field(other).isPresent())
            .map(other -> other + ":*")
            .toArray(String[]::new);
    JsonNode page =
        client.json(
            "/"
                + resource
                + "?sort=updated_at&per_page=100"
                + SimulatorClient.query(filter)
                + SimulatorClient.query(unhidden));
    List<ObjectNode> expected =
        clinic.rows(known).stream()
            .filter(row -> row.path(field).asText("").compareTo("2026") > 0)
            .filter(row -> !row.path(field).isNull())
            .toList();
    assertThat(page.path("total_entries").asInt()).isEqualTo(expected.size());
    assertThat(page.path(resource).valueStream().map(row -> row.path("updated_at").asText()))
        .isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "practitioners, archived_at:*",
    "practitioners/inactive, deleted_at:?",
    "appointment_types, deleted_at:?",
    "group_appointments, cancelled_at:*",
    "businesses, cancelled_at:*"
  })
  void a_list_refuses_a_field_that_is_not_its_own(String resource, String filter) throws Exception {
    assertThat(client.get("/" + resource + "?x=1" + SimulatorClient.query(filter)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void inconsistent_sizes_are_refused() {
    assertThatThrownBy(() -> Clinic.builder().appointments(1).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Clinic.builder().practitioners(0, 0).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Clinic.Builder clinic(long seed) {
    return Clinic.builder()
        .patients(199)
        .appointments(150)
        .groupAppointments(40)
        .practitioners(5, 3)
        .businesses(3)
        .appointmentTypes(4)
        .seed(seed)
        .clock(CLOCK);
  }
}
