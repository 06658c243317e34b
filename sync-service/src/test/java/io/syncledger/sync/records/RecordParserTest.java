package io.syncledger.sync.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.syncledger.events.Rejection;
import io.syncledger.sync.source.Column;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {
  private static final String API = "https://api.au4.cliniko.com/v1/";

  @Test
  void a_patient_is_read_as_cliniko_writes_it() {
    var patient =
        accepted(
            """
            {"id": "1500000000000000101", "first_name": "Tam", "last_name": "Example",
             "date_of_birth": "1987-02-28", "email": null, "notes": "private",
             "patient_phone_numbers": [{"phone_type": "Mobile", "number": "0491 570 006",
               "normalized_number": "61491570006"}],
             "address_1": "1 Sample St", "created_at": "2025-11-03T01:20:11Z",
             "updated_at": "2026-01-14T22:05:40Z", "archived_at": null,
             "merged_with_patient": {"links": {"self": "https://api.au4.cliniko.com/v1/patients/82"}},
             "unheard_of": {"deep": [1, 2]}}
            """);

    assertThat(patient.columns())
        .contains(
            entry("cliniko_patient_id", "1500000000000000101"),
            entry("first_name", "Tam"),
            entry("date_of_birth", "1987-02-28"),
            entry("email", null),
            entry(
                "phone_numbers",
                "[{\"phone_type\":\"Mobile\",\"number\":\"0491 570 006\","
                    + "\"normalized_number\":\"61491570006\"}]"),
            entry("address_1", "1 Sample St"),
            entry("source_updated_at", "2026-01-14T22:05:40Z"),
            entry("merged_with_patient_id", "82"));
    assertThat(patient.tombstonedAt()).isNull();
    assertThat(patient.columns().values()).doesNotContain("private");
  }

  @Test
  void an_appointment_is_read_with_the_ids_that_its_links_name() {
    var appointment =
        accepted(
            ClinikoResource.APPOINTMENTS,
            """
            {"id": "777", "starts_at": "2026-02-10T03:45:00Z", "ends_at": "2026-02-10T02:30:00Z",
             "cancelled_at": "2026-02-09T23:10:00Z", "cancellation_reason": 31,
             "cancellation_note": "private", "booking_ip_address": "192.0.2.1",
             "telehealth_url": "https://clinic/connect", "repeat_rule": {},
             "repeats": {"links": {"self": "%1$sindividual_appointments?q[]=repeated_from_id:=1"}},
             "patient": {"links": {"self": "%1$spatients/101"}},
             "practitioner": {"links": {"self": "%1$spractitioners/4"}},
             "business": null,
             "attendees": {"links": {"self": "%1$sindividual_appointments/777/attendees"}}}
            """
                .formatted(API));

    assertThat(appointment.columns())
        .contains(
            entry("cliniko_appointment_id", "777"),
            entry("starts_at", "2026-02-10T03:45:00Z"),
            entry("ends_at", "2026-02-10T02:30:00Z"),
            entry("cancellation_reason", "31"),
            entry("repeat_rule", "{}"),
            entry("patient_id", "101"),
            entry("practitioner_id", "4"),
            entry("business_id", null),
            entry("appointment_type_id", null));
    assertThat(appointment.tombstonedAt()).isEqualTo(Instant.parse("2026-02-09T23:10:00Z"));
    assertThat(appointment.columns().values())
        .doesNotContain("private", "192.0.2.1", "https://clinic/connect");
  }

  @Test
  void a_practitioner_is_as_active_as_the_list_that_it_is_on() {
    assertThat(accepted(ClinikoResource.PRACTITIONERS, "{\"id\": \"4\"}").value("active"))
        .isEqualTo("true");
    assertThat(accepted(ClinikoResource.INACTIVE_PRACTITIONERS, "{\"id\": \"4\"}").value("active"))
        .isEqualTo("false");
  }

  @ParameterizedTest
  @EnumSource(ClinikoResource.class)
  void every_list_has_a_table_whose_tombstones_it_fills(ClinikoResource list) {
    var columns = list.recordType().columns().stream().map(Column::name).toList();

    assertThat(columns).startsWith(list.recordType().idColumn()).doesNotHaveDuplicates();
    list.hiddenByDefault().forEach(tombstone -> assertThat(columns).contains(tombstone.column()));
    list.filterableTombstones()
        .forEach(tombstone -> assertThat(columns).contains(tombstone.column()));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"82\"', 82",
    "82, 82",
    "9007199254740993, 9007199254740993",
    "1390726237298631771, 1390726237298631771"
  })
  void an_id_keeps_all_its_digits_as_text_or_as_number(String json, String id) {
    assertThat(accepted("{\"id\": " + json + "}").id()).isEqualTo(id);
    assertThat(
            accepted(
                    ClinikoResource.GROUP_APPOINTMENTS,
                    "{\"id\": \"1\", \"patient_ids\": [" + json + "]}")
                .value("patient_ids"))
        .isEqualTo("{" + id + "}");
  }

  @Test
  void empty_text_is_nothing() {
    assertThat(
            accepted(
                """
                {"id": "1", "first_name": "", "date_of_birth": "", "archived_at": "",
                 "merged_with_patient": null, "patient_phone_numbers": null}
                """))
        .isEqualTo(accepted("{\"id\": \"1\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                        | id is required",
        "{\"id\": null}                            | id is required",
        "{\"id\": \"\"}                            | id must be 1 to 19 digits",
        "{\"id\": \"not-a-number\"}                | id must be 1 to 19 digits",
        "{\"id\": \"-5\"}                          | id must be 1 to 19 digits",
        "{\"id\": \"12345678901234567890\"}        | id must be 1 to 19 digits",
        "{\"id\": 1.5}                             | id must be whole",
        "{\"id\": {\"x\": 1}}                      | id is required",
        "[]                                        | record must be an object",
        "null                                      | record must be an object",
        "\"text\"                                  | record must be an object"
      })
  void a_record_without_a_sound_id_is_rejected_without_repeating_it(String json, String reason) {
    assertThat(rejected(ClinikoResource.PATIENTS, json))
        .isEqualTo(new Rejection(null, "schema_mismatch", reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATIENTS | \"first_name\": {\"given\": \"x\"}      | first_name must be text",
        "PATIENTS | \"first_name\": [\"x\"]                 | first_name must be text",
        "PATIENTS | \"date_of_birth\": \"2026-02-31\"       | date_of_birth must be a date such as"
            + " 2026-02-28",
        "PATIENTS | \"date_of_birth\": 20260228             | date_of_birth must be a date such as"
            + " 2026-02-28",
        "PATIENTS | \"date_of_birth\": \"-0044-03-15\"      | date_of_birth must be in the years 1"
            + " to 9999",
        "PATIENTS | \"updated_at\": 1790000000              | updated_at must be an instant such as"
            + " 2026-02-28T09:30:00Z",
        "PATIENTS | \"updated_at\": \"yesterday\"           | updated_at must be an instant such as"
            + " 2026-02-28T09:30:00Z",
        "PATIENTS | \"updated_at\": \"2026-02-28T09:30:00\" | updated_at must be an instant such as"
            + " 2026-02-28T09:30:00Z",
        "PATIENTS | \"archived_at\": \"0001-01-01T00:00:00+14:00\" | archived_at must be in the"
            + " years 1 to 9999",
        "PATIENTS | \"archived_at\": \"9999-12-31T23:59:59-14:00\" | archived_at must be in the"
            + " years 1 to 9999",
        "PATIENTS | \"patient_phone_numbers\": \"none\"     | patient_phone_numbers must be a list",
        "PATIENTS | \"patient_phone_numbers\": [\"0491\"]   | patient_phone_numbers must hold"
            + " objects only",
        "PATIENTS | \"patient_phone_numbers\": [{\"number\": []}] | patient_phone_numbers.number"
            + " must be text",
        "APPOINTMENTS | \"did_not_arrive\": \"no\"          | did_not_arrive must be true or false",
        "APPOINTMENTS | \"cancellation_reason\": 30.5       | cancellation_reason must be a whole"
            + " number",
        "APPOINTMENTS | \"cancellation_reason\": \"Sick\"   | cancellation_reason must be a whole"
            + " number",
        "APPOINTMENTS | \"repeat_rule\": \"weekly\"         | repeat_rule must hold objects only",
        "GROUP_APPOINTMENTS | \"patient_ids\": [\"x\"]      | patient_ids must be 1 to 19 digits",
        "APPOINTMENT_TYPES | \"deposit_price\": \"much\"    | deposit_price must be a decimal"
            + " number"
      })
  void a_field_of_another_kind_rejects_the_record_by_its_id(
      ClinikoResource list, String member, String reason) {
    assertThat(rejected(list, "{\"id\": \"7\", " + member + "}"))
        .isEqualTo(new Rejection("7", "schema_mismatch", reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nu\\u0000l", "half \\ud83d a pair", "\\udc00"})
  void text_that_postgresql_cannot_store_rejects_the_record(String name) {
    assertThat(
            rejected(ClinikoResource.PATIENTS, "{\"id\": \"7\", \"last_name\": \"" + name + "\"}"))
        .isEqualTo(
            new Rejection("7", "invalid_text", "last_name holds a character that no text may"));
  }

  @Test
  void a_record_of_more_than_a_megabyte_is_rejected() {
    var record = new RawRecord(RawRecords.json("{\"id\": \"7\"}"), 1_000_001);

    assertThat(RecordParser.parse(ClinikoResource.PATIENTS, List.of(record)).rejects())
        .containsExactly(new Rejection("7", "too_large", "record is larger than 1000000 bytes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        API + "patients?q[]=id:=1",
        API + "patients?page=/patients/82",
        API + "patients#/patients/82",
        API + "patients/82/appointments",
        API + "patients/82/",
        API + "patients/-82",
        API + "patients/12345678901234567890",
        "patients",
        "82",
        "/82",
        "//82",
        ""
      })
  void a_link_to_no_single_record_gives_no_id(String link) {
    var json =
        "{\"id\": \"1\", \"merged_with_patient\": {\"links\": {\"self\": \"" + link + "\"}}}";

    assertThat(accepted(json).value("merged_with_patient_id")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "82", "\"82\"", "[]", "{}", "{\"links\": null}", "{\"links\": []}"})
  void a_relation_without_a_link_is_none(String relation) {
    assertThat(
            accepted("{\"id\": \"1\", \"merged_with_patient\": " + relation + "}")
                .value("merged_with_patient_id"))
        .isNull();
  }

  @Test
  void a_hash_depends_on_the_values_and_their_fields() {
    var given = accepted("{\"id\": \"1\", \"first_name\": \"A\"}").value("content_hash");

    assertThat(accepted("{\"id\": \"1\", \"first_name\": \"A\"}").value("content_hash"))
        .isEqualTo(given);
    assertThat(accepted("{\"id\": \"1\", \"last_name\": \"A\"}").value("content_hash"))
        .isNotEqualTo(given);
  }

  private static RecordRow accepted(String json) {
    return accepted(ClinikoResource.PATIENTS, json);
  }

  private static RecordRow accepted(ClinikoResource list, String json) {
    var ready = RecordParser.parse(list, RawRecords.of(json));
    assertThat(ready.rejects()).isEmpty();
    return ready.rows().getFirst();
  }

  private static Rejection rejected(ClinikoResource list, String json) {
    var ready = RecordParser.parse(list, RawRecords.of(json));
    assertThat(ready.rows()).isEmpty();
    return ready.rejects().getFirst();
  }
}
