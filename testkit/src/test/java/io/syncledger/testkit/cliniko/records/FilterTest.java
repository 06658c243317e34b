package io.syncledger.testkit.cliniko.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Property(tries = 300)
  void comparisons_of_instants_select_what_plain_comparison_selects(
      @ForAll @Size(max = 40) List<@LongRange(max = 30) @WithNull(0.2) @Nullable Long> seconds,
      @ForAll @LongRange(max = 30) long limit) {
    Table table = TableRows.updatedAt(1, seconds);
    String instant = Instant.ofEpochSecond(limit).toString();
    assertThat(selected(table, "updated_at:>=" + instant))
        .isEqualTo(expected(seconds, s -> s >= limit));
    assertThat(selected(table, "updated_at:>" + instant))
        .isEqualTo(expected(seconds, s -> s > limit));
    assertThat(selected(table, "updated_at:<=" + instant))
        .isEqualTo(expected(seconds, s -> s <= limit));
    assertThat(selected(table, "updated_at:<" + instant))
        .isEqualTo(expected(seconds, s -> s < limit));
    assertThat(selected(table, "updated_at:?")).isEqualTo(expected(seconds, s -> true));
    assertThat(selected(table, "updated_at:!?"))
        .hasSize(seconds.size() - expected(seconds, s -> true).size());
    assertThat(selected(table, "updated_at:*")).hasSize(seconds.size());
  }

  @Property(tries = 200)
  void filters_are_anded(
      @ForAll @Size(max = 40) List<@LongRange(max = 30) Long> seconds,
      @ForAll @LongRange(max = 30) long least,
      @ForAll @LongRange(max = 30) long most) {
    Table table = TableRows.updatedAt(1, new ArrayList<>(seconds));
    assertThat(
            selected(
                table,
                "updated_at:>=" + Instant.ofEpochSecond(least),
                "updated_at:<=" + Instant.ofEpochSecond(most)))
        .isEqualTo(expected(new ArrayList<>(seconds), s -> least <= s && s <= most));
  }

  @Property(tries = 200)
  void a_comma_list_selects_each_of_its_ids(
      @ForAll @Size(min = 1, max = 10) List<@LongRange(min = 1, max = 20) Long> wanted) {
    List<@Nullable Long> seconds = new ArrayList<>(java.util.Collections.nCopies(10, 0L));
    String list = String.join(",", wanted.stream().map(id -> Long.toString(id)).toList());
    assertThat(selected(TableRows.updatedAt(1, seconds), "id:=" + list))
        .containsExactlyElementsOf(
            wanted.stream()
                .filter(id -> id <= 10)
                .map(Long::intValue)
                .distinct()
                .sorted()
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PATIENTS                | first_name:=Ana             | {"first_name":"Ana"}          | true
          PATIENTS                | first_name:=Ana             | {"first_name":"Anna"}         | false
          PATIENTS                | first_name:!=Ana            | {"first_name":"Anna"}         | true
          PATIENTS                | first_name:!=Ana            | {"first_name":null}           | false
          PATIENTS                | last_name:~ee               | {"last_name":"O'Keefe"}       | true
          PATIENTS                | last_name:~%                | {"last_name":"O'Keefe"}       | false
          PATIENTS                | last_name:~~O'%fe           | {"last_name":"O'Keefe"}       | true
          PATIENTS                | last_name:~~O.%             | {"last_name":"O'Keefe"}       | false
          PATIENTS                | email:?                     | {"email":"a@example.test"}    | true
          PATIENTS                | email:?                     | {"email":""}                  | false
          PATIENTS                | email:!?                    | {}                            | true
          PATIENTS                | date_of_birth:=1990-05-01   | {"date_of_birth":"1990-05-01"}| true
          PATIENTS                | date_of_birth:=****-05-**   | {"date_of_birth":"1990-05-01"}| true
          PATIENTS                | date_of_birth:=****-05-**   | {"date_of_birth":"1990-06-05"}| false
          PATIENTS                | date_of_birth:<1990-05-01   | {"date_of_birth":"1990-04-30"}| true
          PATIENTS                | date_of_birth:<=1990-05-01  | {"date_of_birth":"1990-05-01"}| true
          PATIENTS                | date_of_birth:>1990-05-01   | {"date_of_birth":"1990-05-01"}| false
          PATIENTS                | date_of_birth:>=1990-05-01  | {"date_of_birth":null}        | false
          PATIENTS                | updated_at:>2026-01-01T00:00:00.500Z | {"updated_at":"2026-01-01T00:00:01Z"} | true
          PATIENTS                | updated_at:>2026-01-01T00:00:00.500Z | {"updated_at":"2026-01-01T00:00:00Z"} | false
          PATIENTS                | id:!=1,2                    | {"id":"3"}                    | true
          PATIENTS                | id:!=1,2                    | {"id":"2"}                    | false
          INDIVIDUAL_APPOINTMENTS | patient_id:=82              | {"patient":{"links":{"self":"https://api.au4.cliniko.com/v1/patients/82"}}} | true
          INDIVIDUAL_APPOINTMENTS | patient_id:!?               | {}                            | true
          ATTENDEES               | appointment_id:=7           | {"booking":{"links":{"self":"https://api.au4.cliniko.com/v1/bookings/7"}}}  | true
          GROUP_APPOINTMENTS      | patient_ids:~5              | {"patient_ids":["4","5"]}     | true
          GROUP_APPOINTMENTS      | patient_ids:~5              | {"patient_ids":["55"]}        | false
          BOOKINGS                | did_not_arrive:=true        | {"did_not_arrive":true}       | true
          BOOKINGS                | did_not_arrive:!=true       | {"did_not_arrive":true}       | false
          BOOKINGS                | did_not_arrive:=false       | {}                            | false
          """)
  void a_filter_decides_by_the_type_of_its_field(
      Resource resource, String expression, String json, boolean selected) throws Exception {
    ObjectNode row = (ObjectNode) MAPPER.readTree(json);
    Filter filter = Filter.parse(expression, resource);
    boolean matches =
        switch (filter) {
          case Filter.OnLong onLong ->
              onLong
                  .accepted()
                  .contains(value(row, filter) instanceof Long value ? value : LongRanges.MISSING);
          case Filter.OnValue onValue -> onValue.test().test(value(row, filter));
        };
    assertThat(matches).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deleted_at:?              | deleted_at is not filterable
          id:=one                   | Filter value for id must be a number
          id:=1,                    | Filter value for id must be a number
          updated_at:>=yesterday    | Filter value for updated_at must be a UTC date-time
          updated_at:=2026-01-01T00:00:00Z | Invalid filter operator for updated_at
          first_name:>A             | Invalid filter operator for first_name
          date_of_birth:>****-05-** | Filter value for date_of_birth must be a date
          first_name                | Invalid filter: expected FIELD:OPERATOR VALUE
          """)
  void an_invalid_filter_is_rejected_with_a_reason(String expression, String reason) {
    assertThatThrownBy(() -> Filter.parse(expression, Resource.PATIENTS))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessage(reason);
  }

  private static @Nullable Object value(ObjectNode row, Filter filter) {
    return new JsonRecord(row).value(filter.field());
  }

  private static List<Integer> selected(Table table, String... filters) {
    return TableRows.ids(table, TableRows.query("id", filters));
  }

  private static List<Integer> expected(List<@Nullable Long> seconds, LongPredicate condition) {
    List<Integer> ids = new ArrayList<>();
    for (int row = 0; row < seconds.size(); row++) {
      Long second = seconds.get(row);
      if (second != null && condition.test(second)) {
        ids.add(row + 1);
      }
    }
    return ids;
  }
}
