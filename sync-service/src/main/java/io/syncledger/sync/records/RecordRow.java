package io.syncledger.sync.records;

import io.syncledger.events.Sha256;
import io.syncledger.sync.source.InvalidRecordException;
import io.syncledger.sync.source.RecordFields;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Tombstone;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored: the value of each column as text that SQL casts.
 *
 * @param id the source's
 */
public record RecordRow(String id, Map<String, @Nullable String> columns) {
  private static final byte[] NULL_MARKER = {-1};

  private static final Comparator<RecordRow> BY_VERSION =
      Comparator.comparing(RecordRow::updatedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(RecordRow::tombstonedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  /**
   * Parses a record.
   *
   * @throws InvalidRecordException when it cannot be stored
   */
  static RecordRow parse(SourceResource resource, RecordFields record) {
    var type = resource.recordType();
    var columns = new LinkedHashMap<String, @Nullable String>();
    for (var column : type.columns()) {
      columns.put(column.name(), column.reader().apply(record));
    }
    columns.putAll(resource.fixedColumns());
    columns.put("content_hash", contentHash(columns));
    return new RecordRow(Objects.requireNonNull(columns.get(type.idColumn())), columns);
  }

  /** The newer of two versions of a record; the second one when nothing tells them apart. */
  static RecordRow newer(RecordRow one, RecordRow other) {
    return BY_VERSION.compare(one, other) > 0 ? one : other;
  }

  @Nullable String value(String column) {
    return columns.get(column);
  }

  @Nullable Instant updatedAt() {
    return instant("source_updated_at");
  }

  /** Time of its latest tombstone (archived, cancelled or deleted); null while it is in use. */
  @Nullable Instant tombstonedAt() {
    return Stream.of(Tombstone.values())
        .map(Tombstone::column)
        .map(this::instant)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private @Nullable Instant instant(String column) {
    var text = columns.get(column);
    return text == null ? null : Instant.parse(text);
  }

  /** Hashes all source columns, so that equal hashes mean that nothing changed. */
  private static String contentHash(Map<String, @Nullable String> columns) {
    var hash = Sha256.newDigest();
    columns.values().forEach(value -> add(hash, value));
    return "\\x" + HexFormat.of().formatHex(hash.digest());
  }

  /** Adds the length first, so that different lists of values never hash alike. */
  private static void add(MessageDigest hash, @Nullable String value) {
    if (value == null) {
      hash.update(NULL_MARKER);
      return;
    }
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    hash.update(bytes);
  }

  /** Hides everything but the id, as the columns may hold personal data. */
  @Override
  public String toString() {
    return "RecordRow[" + id + "]";
  }
}
