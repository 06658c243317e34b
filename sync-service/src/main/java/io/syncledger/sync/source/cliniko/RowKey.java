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
 * What a row is recognised by when it comes again.
 *
 * @param id null when it has none that can be read
 * @param updatedAt null when it has none that can be read
 * @param content null unless one of the others is: then stands for all of it
 */
record RowKey(@Nullable String id, @Nullable Instant updatedAt, @Nullable UUID content) {

  /** What lies outside cannot be asked for. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static RowKey of(RawRecord record) {
    var id = id(record.json().path("id"));
    var updatedAt = instant(record.json().path("updated_at"));
    return new RowKey(
        id, updatedAt, id == null || updatedAt == null ? content(record.json()) : null);
  }

  /** Cliniko's own precision. */
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
      // Whoever reads the record rejects it, and says so.
      return null;
    }
  }

  /** A digest: the content itself may be large and is a patient's. */
  private static UUID content(JsonNode json) {
    return UUID.nameUUIDFromBytes(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
