package io.syncledger.testkit.cliniko.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TableTest {

  @Property(tries = 200)
  void a_sort_by_two_columns_orders_by_the_first_then_the_second(
      @ForAll @Size(max = 40) List<@LongRange(max = 5) Long> seconds) {
    Table table = TableRows.updatedAt(1, new ArrayList<>(seconds));
    Comparator<Integer> byUpdate = Comparator.comparing(id -> seconds.get(id - 1));
    List<Integer> ids = IntStream.rangeClosed(1, seconds.size()).boxed().toList();
    assertThat(TableRows.ids(table, TableRows.query("updated_at,id:desc")))
        .isEqualTo(ids.stream().sorted(byUpdate.thenComparing(Comparator.reverseOrder())).toList());
    assertThat(TableRows.ids(table, TableRows.query("updated_at:desc,id")))
        .isEqualTo(ids.stream().sorted(byUpdate.reversed()).toList());
  }

  @Test
  void ties_are_shuffled_by_the_seed_and_stay_as_they_are() {
    List<Long> sameSecond = Collections.nCopies(50, 7L);
    List<Integer> order = TableRows.ids(table(1, sameSecond), TableRows.query("updated_at"));
    assertThat(TableRows.ids(table(1, sameSecond), TableRows.query("updated_at"))).isEqualTo(order);
    assertThat(TableRows.ids(table(2, sameSecond), TableRows.query("updated_at")))
        .isNotEqualTo(order);
    assertThat(order)
        .isNotEqualTo(IntStream.rangeClosed(1, 50).boxed().toList())
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void the_deprecated_order_parameter_turns_a_sort_around() {
    Table table = table(1, List.of(3L, 1L, 2L));
    ListQuery descending =
        ListQuery.parse(
            java.util.Map.of("sort", List.of("updated_at"), "order", List.of("desc")),
            Resource.PATIENTS);
    assertThat(TableRows.ids(table, descending)).containsExactly(1, 3, 2);
  }

  @Test
  void a_change_is_seen_by_the_next_page() {
    Table table = table(1, List.of(1L, 2L, 3L));
    assertThat(TableRows.ids(table, TableRows.query("updated_at"))).containsExactly(1, 2, 3);
    table.change("1", record -> TableRows.patient(1, 9L));
    assertThat(TableRows.ids(table, TableRows.query("updated_at"))).containsExactly(2, 3, 1);
    table.add(TableRows.patient(4, 0L));
    assertThat(TableRows.ids(table, TableRows.query("updated_at"))).containsExactly(4, 2, 3, 1);
    table.remove("2");
    assertThat(TableRows.ids(table, TableRows.query("updated_at"))).containsExactly(4, 3, 1);
  }

  @Test
  void a_record_is_found_by_its_id_only() {
    Table table = table(1, List.of(1L, 2L, 3L));
    assertThat(table.find("3")).isPresent();
    assertThat(table.find("4")).isEmpty();
    assertThat(table.find("")).isEmpty();
    assertThat(table.find("99999999999999999999")).isEmpty();
  }

  private static Table table(long seed, List<Long> seconds) {
    return TableRows.updatedAt(seed, new ArrayList<>(seconds));
  }
}
