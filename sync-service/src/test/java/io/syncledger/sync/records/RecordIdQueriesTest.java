package io.syncledger.sync.records;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.ATTENDEES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.GROUP_APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.INACTIVE_PRACTITIONERS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PRACTITIONERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.cliniko.ActivePatients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RecordIdQueriesTest {
  private static final IdRange ALL = IdRange.all(PATIENTS);
  private static final Instant TODAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final String SOON = "2026-03-02T00:00:00Z";
  private static final String BEFORE = "2026-02-28T00:00:00Z";

  private RecordTablesFixture tables;
  private RecordStore records;

  @BeforeAll
  void start() {
    tables = new RecordTablesFixture();
    records = tables.records;
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Test
  void ids_of_any_length_are_compared_as_numbers() {
    var owner = patients("9", "10", "82", "1390726237298631771", "9007199254740993");

    assertThat(records.storedIds(owner, PATIENTS, ALL, 10))
        .containsExactly("9", "10", "82", "9007199254740993", "1390726237298631771");
    assertThat(
            records.storedIds(
                owner, PATIENTS, new IdRange(IdFormat.NUMERIC, "10", "9007199254740993"), 10))
        .containsExactly("10", "82");
    assertThat(records.storedIds(owner, PATIENTS, new IdRange(IdFormat.NUMERIC, "10", null), 2))
        .containsExactly("10", "82");
    assertThat(records.countStored(owner, PATIENTS, new IdRange(IdFormat.NUMERIC, null, "82")))
        .isEqualTo(2);
    assertThat(records.countStored(owner, PATIENTS, ALL)).isEqualTo(5);
    assertThat(records.countStored(RecordTablesFixture.newOrganization(), PATIENTS, ALL)).isZero();
  }

  @Test
  void archived_records_are_stored_but_not_shown() {
    var owner = patients("1", "2");
    tables.store(owner, PATIENTS, "{\"id\": \"3\", \"archived_at\": \"" + SOON + "\"}");

    assertThat(records.countVisible(owner, PATIENTS)).isEqualTo(2);
    assertThat(records.countStored(owner, PATIENTS, ALL)).isEqualTo(3);
  }

  @Test
  void a_record_vanishes_once_and_is_restored_when_it_is_listed_again() {
    var owner = patients("1", "2", "3");
    var other = patients("2");

    assertThat(records.markVanished(owner, PATIENTS, List.of("2", "3", "4"))).isEqualTo(2);
    assertThat(records.markVanished(owner, PATIENTS, List.of("2"))).isZero();
    assertThat(records.storedIds(owner, PATIENTS, ALL, 10)).containsExactly("1");
    assertThat(records.countVisible(owner, PATIENTS)).isEqualTo(1);
    assertThat(records.countVisible(other, PATIENTS)).isEqualTo(1);

    var seen = tables.store(owner, PATIENTS, patient("2"), patient("1"));

    assertThat(seen).isEqualTo(new UpsertCounts(0, 1, 1, 0));
    assertThat(records.storedIds(owner, PATIENTS, ALL, 10)).containsExactly("1", "2");
  }

  @Test
  void a_practitioner_moves_between_the_two_lists() {
    var owner = RecordTablesFixture.newOrganization();
    var practitioner = "{\"id\": \"4\", \"updated_at\": \"2026-01-02T00:00:00Z\"}";
    tables.store(owner, PRACTITIONERS, practitioner);

    tables.store(owner, INACTIVE_PRACTITIONERS, practitioner);

    assertThat(tables.records.countVisible(owner, PRACTITIONERS)).isZero();
    assertThat(tables.records.countVisible(owner, INACTIVE_PRACTITIONERS)).isEqualTo(1);
    assertThat(tables.records.markVanished(owner, PRACTITIONERS, List.of("4"))).isZero();
  }

  @Test
  void a_sample_is_the_same_for_the_same_seed_and_another_for_another() {
    var ids = new ArrayList<String>();
    for (int id = 1; id <= 500; id++) {
      ids.add(Integer.toString(id));
    }
    var owner = patients(ids.toArray(String[]::new));

    var sample = records.sampleIds(owner, PATIENTS, 1, 50);

    assertThat(sample).hasSize(50).doesNotHaveDuplicates().isSubsetOf(ids);
    assertThat(records.sampleIds(owner, PATIENTS, 1, 50)).isEqualTo(sample);
    assertThat(records.sampleIds(owner, PATIENTS, 2, 50)).isNotEqualTo(sample);
  }

  @Test
  void a_comparison_names_the_fields_that_differ_and_the_newer_side() {
    var owner = RecordTablesFixture.newOrganization();
    var kept = "{\"id\": \"%s\", \"city\": \"Perth\", \"updated_at\": \"" + BEFORE + "\"}";
    tables.store(owner, PATIENTS, kept.formatted("1"), kept.formatted("2"), kept.formatted("3"));
    var edited = kept.formatted("2").replace("Perth", "Sydney").replace(BEFORE, SOON);
    tables.database.execute(
        "update patients set city = null, phone_numbers = '[]'"
            + " where organization_id = ? and cliniko_patient_id = '3'",
        owner.value());

    var page =
        records.parse(
            PATIENTS,
            RawRecords.of(kept.formatted("1"), edited, kept.formatted("3"), kept.formatted("4")));

    assertThat(records.compare(owner, page))
        .containsExactlyInAnyOrder(
            new RecordDifference("2", List.of("city", "source_updated_at"), true),
            new RecordDifference("3", List.of("phone_numbers", "city"), false));
  }

  @Test
  void patients_with_an_appointment_that_takes_place_are_active() {
    var owner = RecordTablesFixture.newOrganization();
    tables.store(
        owner,
        APPOINTMENTS,
        appointment("1", "30", SOON, ""),
        appointment("2", "30", SOON, ""),
        appointment("3", "31", BEFORE, ""),
        appointment("4", "32", SOON, ", \"cancelled_at\": \"" + BEFORE + "\""),
        appointment("5", "33", SOON, ", \"archived_at\": \"" + BEFORE + "\""),
        appointment("6", "4", SOON, ""),
        "{\"id\": \"7\", \"starts_at\": \"" + SOON + "\"}");
    tables.store(
        owner,
        GROUP_APPOINTMENTS,
        "{\"id\": \"100\", \"starts_at\": \"" + SOON + "\"}",
        "{\"id\": \"101\", \"starts_at\": \"" + BEFORE + "\"}");
    tables.store(
        owner,
        ATTENDEES,
        attendee("200", "40", "100", ""),
        attendee("201", "30", "100", ""),
        attendee("202", "41", "100", ", \"cancelled_at\": \"" + BEFORE + "\""),
        attendee("203", "42", "101", ""),
        attendee("204", "43", "999", ""));
    tables.store(
        RecordTablesFixture.newOrganization(), APPOINTMENTS, appointment("1", "50", SOON, ""));

    var active = tables.service.bean(ActivePatients.class);
    var now = TODAY.plus(Duration.ofDays(45));
    assertThat(active.ids(owner, now, "", 10)).containsExactly("30", "4", "40");
    assertThat(active.ids(owner, now, "30", 1)).containsExactly("4");
    assertThat(active.ids(owner, now, "40", 10)).isEmpty();
    assertThat(active.count(owner, now)).isEqualTo(3);

    records.markVanished(owner, APPOINTMENTS, List.of("6"));
    assertThat(active.ids(owner, now, "", 10)).containsExactly("30", "40");
  }

  private OrganizationId patients(String... ids) {
    var owner = RecordTablesFixture.newOrganization();
    tables.store(
        owner,
        PATIENTS,
        Arrays.stream(ids).map(RecordIdQueriesTest::patient).toArray(String[]::new));
    return owner;
  }

  private static String patient(String id) {
    return "{\"id\": " + id + "}";
  }

  private static String appointment(String id, String patient, String startsAt, String more) {
    return """
    {"id": "%s", "starts_at": "%s"%s,
     "patient": {"links": {"self": "https://x/v1/patients/%s"}}}
    """
        .formatted(id, startsAt, more, patient);
  }

  private static String attendee(String id, String patient, String booking, String more) {
    return """
    {"id": "%s"%s, "patient": {"links": {"self": "https://x/v1/patients/%s"}},
     "booking": {"links": {"self": "https://x/v1/group_appointments/%s"}}}
    """
        .formatted(id, more, patient, booking);
  }
}
