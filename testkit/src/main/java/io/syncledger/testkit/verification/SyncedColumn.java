package io.syncledger.testkit.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of a synced table and how its value follows from a Cliniko record. Absent, null and ""
 * are equivalent.
 *
 * @param type its PostgreSQL type, such as {@code timestamptz}
 */
record SyncedColumn(String name, String type) {

  /** Columns whose field in the record has another name. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "source_created_at", "created_at",
          "source_updated_at", "updated_at",
          "phone_numbers", "patient_phone_numbers");

  /** The fields of nested objects that are stored. */
  private static final Set<String> NESTED =
      Set.of(
          "phone_type",
          "number",
          "normalized_number",
          "repeat_type",
          "number_of_repeats",
          "repeating_interval");

  /** Whether this column holds the record's id at the source. */
  boolean isSourceId() {
    return name.startsWith("cliniko_") && name.endsWith("_id");
  }

  /** The value in a record, comparable with {@link #actual}; null if there is none. */
  @Nullable Object expected(ObjectNode record) {
    var member = isSourceId() ? "id" : RENAMED.getOrDefault(name, name);
    var value = record.path(member);
    if (value.isMissingNode() && member.endsWith("_id")) {
      return linked(record.path(member.substring(0, member.length() - "_id".length())));
    }
    return comparable(value);
  }

  /** The value in a row. */
  @Nullable Object actual(JsonNode row) {
    return comparable(row.path(name));
  }

  private @Nullable Object comparable(JsonNode value) {
    if (value.isMissingNode() || value.isNull() || value.asText("-").isEmpty()) {
      return null;
    }
    return switch (type) {
      case "timestamptz" -> instant(value.asText());
      case "int2", "int4", "int8", "numeric" -> new BigDecimal(value.asText()).stripTrailingZeros();
      case "jsonb" -> nested(value);
      case "_text" -> value.valueStream().map(JsonNode::asText).toList();
      default -> value.asText();
    };
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static @Nullable String linked(JsonNode relation) {
    var link = relation.path("links").path("self").asText();
    var id = link.substring(link.lastIndexOf('/') + 1);
    return id.matches("\\d{1,19}") ? id : null;
  }

  /** Reduces objects to the fields that are stored. */
  private static Object nested(JsonNode value) {
    return value.isArray() ? value.valueStream().map(SyncedColumn::part).toList() : part(value);
  }

  private static Object part(JsonNode value) {
    return value.isObject()
        ? value
            .propertyStream()
            .filter(member -> NESTED.contains(member.getKey()))
            .filter(member -> !member.getValue().isNull() && !member.getValue().asText().isEmpty())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().asText(), (a, _) -> a, TreeMap::new))
        : value.asText();
  }
}
