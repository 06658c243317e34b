package io.syncledger.testkit.cliniko.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Creates small patient records for tests of tables. */
final class TableRows {

  private TableRows() {}

  /**
   * Patients with the ids 1, 2, 3 ... and these seconds as {@code updated_at}; null for a missing
   * value.
   */
  static Table updatedAt(long seed, List<@Nullable Long> seconds) {
    List<JsonRecord> records =
        IntStream.range(0, seconds.size())
            .mapToObj(row -> patient(row + 1, seconds.get(row)))
            .toList();
    return Table.of(Resource.PATIENTS, records, seed);
  }

  static JsonRecord patient(int id, @Nullable Long updatedAt) {
    ObjectNode patient = JsonNodeFactory.instance.objectNode();
    patient.put("id", Integer.toString(id));
    patient.put("created_at", Instant.ofEpochSecond(id).toString());
    patient.put(
        "updated_at", updatedAt == null ? null : Instant.ofEpochSecond(updatedAt).toString());
    return new JsonRecord(patient);
  }

  static ListQuery query(String sort, String... filters) {
    return ListQuery.parse(
        Map.of("sort", List.of(sort), "q[]", List.of(filters), "per_page", List.of("100")),
        Resource.PATIENTS);
  }

  static List<Integer> ids(Table table, ListQuery query) {
    return table.page(query).records().stream()
        .map(record -> record.tree().path("id").asInt())
        .toList();
  }
}
