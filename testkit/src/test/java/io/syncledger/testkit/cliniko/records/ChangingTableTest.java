package io.syncledger.testkit.cliniko.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Compares lists of a constantly changing table with a plain map. */
class ChangingTableTest {

  /** The map's entry for a patient, in seconds. */
  private record Known(long updated, @Nullable Long archived) {}

  private final Map<Integer, Known> patients = new TreeMap<>();

  @Property(tries = 25)
  void listings_follow_every_change(@ForAll long seed) {
    Random random = new Random(seed);
    patients.clear();
    Table table = Table.of(Resource.PATIENTS, List.of(), seed);
    for (int step = 0; step < 40; step++) {
      change(table, random);
      long from = random.nextLong(12);
      int least = random.nextInt(30);
      compare(table, "updated_at", "archived_at:*", "updated_at:>=" + at(from));
      compare(table, "updated_at", "updated_at:>=" + at(from));
      compare(table, "updated_at:desc", "updated_at:>" + at(from), "archived_at:*");
      compare(table, "updated_at", "archived_at:>=" + at(from));
      compare(table, "created_at", "archived_at:*", "id:>=" + least, "id:<" + (least + 10));
      compare(table, "id", "id:=" + least + ",3,5,7");
      compare(table, "id", "id:!=" + least + ",3", "archived_at:?");
    }
  }

  private void change(Table table, Random random) {
    int kind = random.nextInt(5);
    List<Integer> ids = new ArrayList<>(patients.keySet());
    if (kind < 2 || ids.isEmpty()) {
      int id = patients.size() + random.nextInt(100) * 100;
      if (!patients.containsKey(id)) {
        patients.put(id, new Known(random.nextLong(12), null));
        table.add(patient(id));
      }
      return;
    }
    int id = ids.get(random.nextInt(ids.size()));
    if (kind == 2) {
      patients.remove(id);
      table.remove(Integer.toString(id));
      return;
    }
    Long archived = random.nextBoolean() ? random.nextLong(12) : null;
    patients.put(id, new Known(random.nextLong(12), archived));
    table.change(Integer.toString(id), record -> patient(id));
  }

  private JsonRecord patient(int id) {
    Known known = known(id);
    ObjectNode tree = TableRows.patient(id, known.updated()).tree();
    Long archived = known.archived();
    if (archived != null) {
      tree.put("archived_at", at(archived));
    }
    return new JsonRecord(tree);
  }

  /** Pages of three, concatenated, equal the order of the patients' own values. */
  private void compare(Table table, String sort, String... filters) {
    List<Integer> listed = new ArrayList<>();
    int total = -1;
    for (int page = 1; listed.size() < total || page == 1; page++) {
      ListQuery query =
          ListQuery.parse(
              Map.of(
                  "sort", List.of(sort),
                  "q[]", List.of(filters),
                  "per_page", List.of("3"),
                  "page", List.of(Integer.toString(page))),
              Resource.PATIENTS);
      Page slice = table.page(query);
      total = slice.total();
      slice.records().forEach(record -> listed.add(record.tree().path("id").asInt()));
      if (slice.records().isEmpty()) {
        break;
      }
    }
    assertThat(listed).hasSize(total).containsExactlyInAnyOrderElementsOf(selected(sort, filters));
    assertThat(listed.stream().map(id -> sortedBy(sort, id)).toList()).isSorted();
  }

  private List<Integer> selected(String sort, String... filters) {
    ListQuery query = TableRows.query(sort, filters);
    return patients.keySet().stream().filter(id -> passes(query, patient(id))).toList();
  }

  private static boolean passes(ListQuery query, JsonRecord patient) {
    return query.filters().stream()
        .map(Filter.OnLong.class::cast)
        .allMatch(filter -> filter.accepted().contains(ColumnCache.value(patient, filter.field())));
  }

  private long sortedBy(String sort, int id) {
    return switch (sort) {
      case "updated_at" -> known(id).updated();
      case "updated_at:desc" -> -known(id).updated();
      default -> id;
    };
  }

  private Known known(int id) {
    return Objects.requireNonNull(patients.get(id));
  }

  private static String at(long second) {
    return Instant.ofEpochSecond(second).toString();
  }
}
