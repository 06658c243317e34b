package io.syncledger.testkit.cliniko.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Filter;
import io.syncledger.testkit.cliniko.records.ListQuery;
import io.syncledger.testkit.cliniko.records.Page;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedClinicTest {

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Property(tries = 200)
  void it_has_exactly_as_many_live_patients_as_requested(@ForAll @IntRange(max = 3_000) int live) {
    assertThat(Clinic.generated(live, 1, CLOCK).table(Resource.PATIENTS).page(firstPage()).total())
        .isEqualTo(live);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 51, 100, 2_551})
  void patients_and_the_listing_agree(int live) {
    assertThat(Clinic.generated(live, 1, CLOCK).patients()).hasSize(live);
  }

  @Test
  void the_seed_decides_every_record() {
    List<ObjectNode> one = all(Clinic.generated(300, 7, CLOCK));
    assertThat(all(Clinic.generated(300, 7, CLOCK))).isEqualTo(one);
    assertThat(all(Clinic.generated(300, 8, CLOCK))).isNotEqualTo(one);
  }

  @Test
  void filters_see_the_values_of_the_json() {
    Table table = Clinic.generated(300, 7, CLOCK).table(Resource.PATIENTS);
    List<ClinicRecord> records = table.all(List.of()).toList();
    for (ClinicRecord record : records) {
      ClinicRecord parsed = new io.syncledger.testkit.cliniko.records.JsonRecord(record.tree());
      for (Field field : Resource.PATIENTS.fields()) {
        assertThat(record.value(field)).as(field.name()).isEqualTo(parsed.value(field));
      }
    }
  }

  @Test
  void more_than_a_page_of_patients_shares_one_second() {
    Map<String, Long> seconds =
        all(Clinic.generated(2_000, 7, CLOCK)).stream()
            .map(patient -> patient.path("updated_at").asText())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(seconds.values()).anyMatch(count -> count > 300);
  }

  @Test
  void ids_are_unique_and_instants_are_whole_seconds_not_after_now_in_their_order() {
    List<ObjectNode> patients = all(Clinic.generated(2_000, 7, CLOCK));
    assertThat(patients.stream().map(patient -> patient.path("id").asText()))
        .doesNotHaveDuplicates()
        .contains("80", "88");
    for (ObjectNode patient : patients) {
      Instant created = Instant.parse(patient.path("created_at").asText());
      Instant updated = Instant.parse(patient.path("updated_at").asText());
      assertThat(updated).isBetween(created, NOW);
      assertThat(updated).isEqualTo(updated.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  @Test
  void a_million_patients_can_be_paged_through_and_changed() {
    Clinic clinic = Clinic.generated(1_000_000, 3, CLOCK);
    Table table = clinic.table(Resource.PATIENTS);
    ListQuery last =
        ListQuery.parse(
            Map.of("page", List.of("10000"), "per_page", List.of("100")), Resource.PATIENTS);
    Page page = table.page(last);
    assertThat(page.total()).isEqualTo(1_000_000);
    assertThat(page.records()).hasSize(100);
    String id = page.records().getLast().tree().path("id").asText();
    clinic.archive(Resource.PATIENTS, id);
    assertThat(table.page(last).total()).isEqualTo(999_999);
    assertThat(table.all(List.of(Filter.of(Field.ID, "=" + id))).count()).isEqualTo(1);
  }

  private static List<ObjectNode> all(Clinic clinic) {
    return clinic.records(Resource.PATIENTS).toList();
  }

  private static ListQuery firstPage() {
    return ListQuery.parse(Map.of(), Resource.PATIENTS);
  }
}
