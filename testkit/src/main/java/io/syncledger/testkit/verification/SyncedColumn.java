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
 * A column of a kept table and how its value follows from a record of Cliniko. Absent, null and ""
 * are alike.
 *
 * @param type PostgreSQL's name of it, such as {@code timestamptz}
 */
record SyncedColumn(String name, String type) {

  /** Columns whose member of the record has another name. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "source_created_at", "created_at",
          "source_updated_at", "updated_at",
          "phone_numbers", "patient_phone_numbers");

  /** The members of nested objects that are kept. */
  private static final Set<String> NESTED =
      Set.of(
          "phone_type",
          "number",
          "normalized_number",
          "repeat_type",
          "number_of_repeats",
          "repeating_interval");

  /** Whether this is the record's id, which is named for the source. */
  boolean isSourceId() {
    return name.startsWith("cliniko_") && name.endsWith("_id");
  }

  /** What a record says, comparable with {@link #actual}; null for nothing. */
  @Nullable Object expected(ObjectNode record) {
    var member = isSourceId() ? "id" : RENAMED.getOrDefault(name, name);
    var value = record.path(member);
    if (value.isMissingNode() && member.endsWith("_id")) {
      return linked(record.path(member.substring(0, member.length() - "_id".length())));
    }
    return comparable(value);
  }

  /** What a row holds. */
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

  /** Objects as their kept members. */
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
