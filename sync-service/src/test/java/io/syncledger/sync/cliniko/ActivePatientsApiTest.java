package io.syncledger.sync.cliniko;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.ATTENDEES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.GROUP_APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.records.RawRecords;
import io.syncledger.sync.records.RecordTablesFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ActivePatientsApiTest {
  private static final String PATH = "/api/v1/cliniko/active-patients/";

  private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private RecordTablesFixture tables;

  @BeforeAll
  void start() {
    tables = new RecordTablesFixture();
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Test
  void a_patient_is_listed_with_the_appointments_around_now() {
    var owner = RecordTablesFixture.newOrganization();
    patients(owner, "1", "2", "3");
    tables.store(
        owner,
        APPOINTMENTS,
        appointment("11", "1", -400, ""),
        appointment("12", "1", -3, ""),
        appointment("13", "1", 9, ""),
        appointment("14", "2", -50, ""),
        appointment("15", "3", 1, ", \"cancelled_at\": \"" + now + "\""));
    tables.store(owner, GROUP_APPOINTMENTS, "{\"id\": \"20\", \"starts_at\": \"" + day(4) + "\"}");
    tables.store(
        owner,
        ATTENDEES,
        """
        {"id": "21", "patient": {"links": {"self": "https://x/v1/patients/1"}},
         "booking": {"links": {"self": "https://x/v1/group_appointments/20"}}}
        """);

    var response = ApiClient.withRole(tables.service, Role.VIEWER, owner).get(PATH + owner);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.members()).containsExactly("organization_id", "patients", "next_cursor");
    assertThat(response.json().path("patients"))
        .containsExactly(
            RawRecords.json(
                """
                {"patient_id": "1", "first_name": "Tam", "last_name": "Number 1",
                 "preferred_first_name": null, "last_appointment_at": "%s",
                 "next_appointment_at": "%s"}
                """
                    .formatted(millis(day(-3)), millis(day(4)))));
    assertThat(response.json().path("next_cursor").isNull()).isTrue();
  }

  @Test
  void patients_that_are_no_longer_in_use_are_left_out() {
    var owner = RecordTablesFixture.newOrganization();
    patients(owner, "1", "4");
    tables.store(
        owner,
        PATIENTS,
        "{\"id\": \"2\", \"archived_at\": \"" + now + "\"}",
        "{\"id\": \"3\", \"merged_at\": \"" + now + "\"}");
    var all = new ArrayList<String>();
    for (int id = 1; id <= 5; id++) {
      all.add(appointment("1" + id, "" + id, 1, ""));
    }
    tables.store(owner, APPOINTMENTS, all.toArray(String[]::new));
    tables.records.markVanished(owner, PATIENTS, List.of("4"));

    assertThat(ids(ApiClient.withRole(tables.service, Role.VIEWER, owner).get(PATH + owner).json()))
        .containsExactly("1");
  }

  @Test
  void pages_are_full_and_miss_or_repeat_no_patient() {
    var owner = RecordTablesFixture.newOrganization();
    var expected = new ArrayList<String>();
    for (int id = 10; id < 60; id++) {
      if (id % 3 == 0) {
        patients(owner, "" + id);
        expected.add("" + id);
      }
      tables.store(owner, APPOINTMENTS, appointment("" + id, "" + id, 1, ""));
    }
    var client = ApiClient.withRole(tables.service, Role.VIEWER, owner);
    var seen = new ArrayList<String>();
    var query = "?limit=4";
    for (var page = client.get(PATH + owner + query).json(); ; ) {
      seen.addAll(ids(page));
      if (page.path("next_cursor").isNull()) {
        break;
      }
      assertThat(ids(page)).hasSize(4);
      query = "?limit=4&cursor=" + page.path("next_cursor").asText();
      page = client.get(PATH + owner + query).json();
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void only_members_of_the_organization_may_read_and_a_made_up_cursor_is_refused() {
    var owner = RecordTablesFixture.newOrganization();
    var stranger =
        ApiClient.withRole(tables.service, Role.ADMIN, RecordTablesFixture.newOrganization());
    var emitter = ApiClient.withRole(tables.service, Role.EMITTER, owner);
    var viewer = ApiClient.withRole(tables.service, Role.VIEWER, owner);

    assertThat(stranger.get(PATH + owner).status()).isEqualTo(403);
    assertThat(emitter.get(PATH + owner).status()).isEqualTo(403);
    assertThat(viewer.get(PATH + owner + "?cursor=Jyc").status()).isEqualTo(400);
    assertThat(viewer.get(PATH + owner + "?limit=501").status()).isEqualTo(400);
  }

  private void patients(OrganizationId owner, String... ids) {
    for (var id : ids) {
      tables.store(
          owner,
          PATIENTS,
          "{\"id\": \"%s\", \"first_name\": \"Tam\", \"last_name\": \"Number %s\"}"
              .formatted(id, id));
    }
  }

  private String appointment(String id, String patient, int days, String more) {
    return """
    {"id": "%s", "starts_at": "%s"%s, "patient": {"links": {"self": "https://x/v1/patients/%s"}}}
    """
        .formatted(id, day(days), more, patient);
  }

  private Instant day(int days) {
    return now.plus(Duration.ofDays(days));
  }

  private static String millis(Instant instant) {
    return instant.toString().replace("Z", ".000Z");
  }

  private static List<String> ids(JsonNode page) {
    return page.path("patients").valueStream().map(one -> one.path("patient_id").asText()).toList();
  }
}
