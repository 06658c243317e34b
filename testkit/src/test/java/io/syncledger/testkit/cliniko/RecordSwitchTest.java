package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.testkit.cliniko.hostile.ExpectedOutcome;
import io.syncledger.testkit.cliniko.hostile.FormatSwitch;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import io.syncledger.testkit.cliniko.hostile.RecordSwitch;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordSwitchTest {

  private static final Intensity INTENSITY = Intensity.of(5).withRecords(3);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HostileClinicFixture hostile;

  @BeforeEach
  void start() {
    hostile = new HostileClinicFixture();
  }

  @AfterEach
  void stop() {
    hostile.close();
  }

  @ParameterizedTest
  @EnumSource(RecordSwitch.class)
  void a_few_records_hold_the_values_of_the_switch(RecordSwitch one) throws Exception {
    one.activate(hostile.cliniko, INTENSITY);
    List<JsonNode> changed = changed();
    assertThat(changed).hasSizeBetween(3, 9);
    assertThat(changed).allMatch(holds(one));
    if (one != RecordSwitch.UPDATED_IN_THE_FUTURE) {
      assertThat(changed)
          .allMatch(row -> row.path("updated_at").asText().equals("2026-11-22T10:15:30Z"));
    }
    assertThat(hostile.clinic().table(Resource.PATIENTS).corruptedIds()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FormatSwitch.class)
  void a_few_records_are_served_in_the_form_of_the_switch(FormatSwitch one) throws Exception {
    one.activate(hostile.cliniko, INTENSITY);
    Set<String> corrupted = hostile.clinic().table(Resource.PATIENTS).corruptedIds();
    assertThat(corrupted).hasSize(3);
    for (String id : corrupted) {
      String json = hostile.get("/patients/" + id).body();
      assertThat(json).isNotEqualTo("");
      JsonNode row = MAPPER.readTree(json);
      boolean other =
          switch (one) {
            case NUMERIC_IDS -> row.path("id").isIntegralNumber();
            case EMPTY_TEXT_FOR_NULL -> row.path("deleted_at").asText("null").isEmpty();
            case KEYS_MISSING -> !row.has("deleted_at");
            case UNKNOWN_KEYS -> row.path("future_feature").has("of");
            case NUL_CHARACTERS -> row.path("first_name").asText().endsWith("\0");
            case LONE_SURROGATES -> json.contains("Half\\ud83d\"");
            case UNUSABLE_RECORDS ->
                !row.path("id").asText("").equals(id)
                    || !row.path("updated_at").asText("").equals("2026-11-22T10:15:30Z");
          };
      assertThat(other).isTrue();
      JsonNode truth = hostile.clinic().table(Resource.PATIENTS).find(id).orElseThrow().tree();
      assertThat(truth.path("id").asText()).isEqualTo(id);
      assertThat(truth.path("updated_at").asText()).isEqualTo("2026-11-22T10:15:30Z");
    }
    assertThat(one.outcome() == ExpectedOutcome.SOME_REFUSED)
        .isEqualTo(
            Set.of(
                    FormatSwitch.NUL_CHARACTERS,
                    FormatSwitch.LONE_SURROGATES,
                    FormatSwitch.UNUSABLE_RECORDS)
                .contains(one));
  }

  /** The records that were edited after the clinic was generated, as they are served. */
  private List<JsonNode> changed() throws Exception {
    List<JsonNode> changed = new ArrayList<>();
    for (Resource resource :
        List.of(Resource.PATIENTS, Resource.INDIVIDUAL_APPOINTMENTS, Resource.ATTENDEES)) {
      String unhidden =
          resource == Resource.PATIENTS
              ? SimulatorClient.query("archived_at:*")
              : SimulatorClient.query("archived_at:*", "cancelled_at:*");
      hostile
          .json(
              "/"
                  + resource.path()
                  + "?per_page=100"
                  + SimulatorClient.query("updated_at:>=2026-11-22T10:15:30Z")
                  + unhidden)
          .path(resource.path())
          .forEach(changed::add);
    }
    return changed;
  }

  private static Predicate<JsonNode> holds(RecordSwitch one) {
    return switch (one) {
      case RTL_TEXT -> row -> row.path("first_name").asText().startsWith("\u202E");
      case EMOJI -> row -> row.path("first_name").asText().codePointCount(0, 2) == 1;
      case MARKUP_AND_FORMULAS -> row -> row.path("first_name").asText().startsWith("<script>");
      case NAMES_MISSING -> row -> row.path("first_name").isNull() && row.has("first_name");
      case LARGE_NOTES -> row -> row.path("notes").asText().length() == 100_000;
      case SHARED_EMAIL -> row -> row.path("email").asText().equals("family@example.test");
      case PHONE_NUMBERS_NULL ->
          row -> row.has("patient_phone_numbers") && row.path("patient_phone_numbers").isNull();
      case UNKNOWN_ENUM_VALUES -> row -> row.toString().contains("Carrier pigeon");
      case ANCIENT_DATES -> row -> row.toString().contains("\"0001-01-01");
      case ENDS_BEFORE_STARTS ->
          row -> row.path("ends_at").asText().compareTo(row.path("starts_at").asText()) < 0;
      case ACROSS_CLOCK_CHANGE -> row -> row.path("starts_at").asText().endsWith("15:30:00Z");
      case DANGLING_LINKS ->
          row -> row.at("/patient/links/self").asText().endsWith("/patients/999999999999");
      case ABSENT_LINKS -> row -> !row.has("patient");
      case UPDATED_IN_THE_FUTURE ->
          row ->
              Instant.parse(row.path("updated_at").asText())
                  .equals(Instant.parse("2027-11-22T10:15:30Z"));
    };
  }
}
