package io.syncledger.sync.patients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.events.Reject;
import io.syncledger.sync.cliniko.RawRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientReaderTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void a_patient_is_read_as_cliniko_writes_it() {
    var patient =
        accepted(
            """
            {"id": "1500000000000000101", "first_name": "Tam", "last_name": "Example",
             "date_of_birth": "1987-02-28", "email": null,
             "patient_phone_numbers": [{"phone_type": "Mobile", "number": "0491 570 006",
               "normalized_number": "61491570006"}],
             "address_1": "1 Sample St", "created_at": "2025-11-03T01:20:11Z",
             "updated_at": "2026-01-14T22:05:40Z", "archived_at": null,
             "merged_with_patient": {"links": {"self": "https://api.au4.cliniko.com/v1/patients/82"}},
             "unheard_of": {"deep": [1, 2]}}
            """);

    assertThat(patient.clinikoPatientId()).isEqualTo("1500000000000000101");
    assertThat(patient.names().firstName()).isEqualTo("Tam");
    assertThat(patient.person().dateOfBirth()).isEqualTo(LocalDate.of(1987, 2, 28));
    assertThat(patient.contact().phoneNumbers())
        .containsExactly(new Patient.PhoneNumber("Mobile", "0491 570 006", "61491570006"));
    assertThat(patient.address().first()).isEqualTo("1 Sample St");
    assertThat(patient.history().sourceUpdatedAt())
        .isEqualTo(Instant.parse("2026-01-14T22:05:40Z"));
    assertThat(patient.history().mergedWithPatientId()).isEqualTo("82");
    assertThat(patient.archived()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"82\"', 82",
    "82, 82",
    "9007199254740993, 9007199254740993",
    "1390726237298631771, 1390726237298631771"
  })
  void an_id_keeps_all_its_digits_as_text_or_as_number(String json, String id) {
    assertThat(accepted("{\"id\": " + json + "}").clinikoPatientId()).isEqualTo(id);
  }

  @Test
  void empty_text_is_nothing() {
    assertThat(
            accepted(
                """
                {"id": "1", "first_name": "", "date_of_birth": "", "archived_at": "",
                 "merged_with_patient": null}
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
        "{\"id\": 1.5}                             | id must be whole",
        "{\"id\": {\"x\": 1}}                      | id is required",
        "[]                                        | record must be an object",
        "null                                      | record must be an object",
        "\"text\"                                  | record must be an object"
      })
  void a_record_without_a_sound_id_is_rejected_without_repeating_it(String json, String reason) {
    assertThat(rejected(json)).isEqualTo(new Reject(null, "schema_mismatch", reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"first_name\": {\"given\": \"x\"}           | first_name must be text",
        "\"first_name\": [\"x\"]                      | first_name must be text",
        "\"date_of_birth\": \"2026-02-31\"            | date_of_birth must be a date such as"
            + " 2026-02-28",
        "\"date_of_birth\": \"31/02/2026\"            | date_of_birth must be a date such as"
            + " 2026-02-28",
        "\"date_of_birth\": \"-0044-03-15\"           | date_of_birth must be in the years 1 to"
            + " 9999",
        "\"updated_at\": 1790000000                   | updated_at must be an instant such as"
            + " 2026-02-28T09:30:00Z",
        "\"updated_at\": \"yesterday\"                | updated_at must be an instant such as"
            + " 2026-02-28T09:30:00Z",
        "\"updated_at\": \"2026-02-28T09:30:00\"      | updated_at must be an instant such as"
            + " 2026-02-28T09:30:00Z",
        "\"patient_phone_numbers\": \"none\"          | patient_phone_numbers must be a list"
      })
  void a_field_of_another_kind_rejects_the_record_by_its_id(String member, String reason) {
    assertThat(rejected("{\"id\": \"7\", " + member + "}"))
        .isEqualTo(new Reject("7", "schema_mismatch", reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nu\\u0000l", "half \\ud83d a pair", "\\udc00"})
  void text_that_postgresql_cannot_keep_rejects_the_record(String name) {
    assertThat(rejected("{\"id\": \"7\", \"last_name\": \"" + name + "\"}"))
        .isEqualTo(new Reject("7", "invalid_text", "last_name holds a character that no text may"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d\\ude00", "مرحبا", "O'Brien \\\\ \\\"<b>", "{a,b}", "\\u200f"})
  void hard_but_legal_text_is_kept(String name) throws JsonProcessingException {
    var json = "{\"id\": \"7\", \"last_name\": \"" + name + "\"}";

    assertThat(accepted(json).names().lastName())
        .isEqualTo(MAPPER.readTree(json).path("last_name").asText());
  }

  @Test
  void a_record_of_more_than_a_megabyte_is_rejected() throws JsonProcessingException {
    var record = new RawRecord(MAPPER.readTree("{\"id\": \"7\"}"), 1_000_001);

    assertThat(PatientReader.read(List.of(record)).rejects())
        .containsExactly(new Reject("7", "too_large", "record is larger than 1000000 bytes"));
  }

  @Test
  void a_link_to_many_is_not_taken_for_an_id() {
    var json =
        """
        {"id": "1", "merged_with_patient": {"links": {"self":
          "https://api.au4.cliniko.com/v1/patients?q[]=id:=1"}}}
        """;

    assertThat(accepted(json).history().mergedWithPatientId()).isNull();
  }

  private static Patient accepted(String json) {
    var reading = read(json);
    assertThat(reading.rejects()).isEmpty();
    return reading.patients().getFirst();
  }

  private static Reject rejected(String json) {
    var reading = read(json);
    assertThat(reading.patients()).isEmpty();
    return reading.rejects().getFirst();
  }

  private static PatientReader.Reading read(String json) {
    try {
      return PatientReader.read(List.of(new RawRecord(MAPPER.readTree(json), json.length())));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
