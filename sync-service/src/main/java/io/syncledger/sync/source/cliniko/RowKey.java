package io.syncledger.sync.source.cliniko;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a version of a record, to recognize it when it is read again.
 *
 * @param id null when it is missing or invalid
 * @param updatedAt null when it is missing or invalid
 * @param content a digest of the record, unless both others are there
 */
record RowKey(@Nullable String id, @Nullable Instant updatedAt, @Nullable UUID content) {

  /** Instants outside these bounds cannot be queried. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static RowKey of(RawRecord record) {
    var id = id(record.json().path("id"));
    var updatedAt = instant(record.json().path("updated_at"));
    return new RowKey(
        id, updatedAt, id == null || updatedAt == null ? content(record.json()) : null);
  }

  /** The time of change in Cliniko's own precision. */
  @Nullable Instant second() {
    return updatedAt == null ? null : ListRequest.truncateToSecond(updatedAt);
  }

  private static @Nullable String id(JsonNode id) {
    return (id.isTextual() || id.isIntegralNumber()) && IdFormat.NUMERIC.isId(id.asText())
        ? id.asText()
        : null;
  }

  private static @Nullable Instant instant(JsonNode updatedAt) {
    if (!updatedAt.isTextual()) {
      return null;
    }
    try {
      var instant = OffsetDateTime.parse(updatedAt.textValue()).toInstant();
      return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
    } catch (DateTimeException e) {
      // The parser of records rejects it and reports why.
      return null;
    }
  }

  /** A digest, as the content itself may be large and is personal data. */
  private static UUID content(JsonNode json) {
    return UUID.nameUUIDFromBytes(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
