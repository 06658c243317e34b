package io.syncledger.sync.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.Reject;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a page's records one by one, so that a bad one costs only itself. */
final class RecordReader {
  static final long MAX_BYTES = 1_000_000;

  private RecordReader() {}

  static Ready read(ClinikoResource list, List<RawRecord> records) {
    var rows = new ArrayList<Row>(records.size());
    var rejects = new ArrayList<Reject>();
    for (var record : records) {
      try {
        rows.add(row(list, record));
      } catch (UnreadableException e) {
        rejects.add(new Reject(idOf(record.json()), e.errorType(), e.reason()));
      }
    }
    return new Ready(
        list,
        records.size(),
        rows,
        rejects,
        (int) rows.stream().filter(row -> row.goneAt() != null).count(),
        rows.stream()
            .map(Row::updatedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static Row row(ClinikoResource list, RawRecord record) {
    if (record.bytes() > MAX_BYTES) {
      throw UnreadableException.tooLarge(MAX_BYTES);
    }
    if (!record.json().isObject()) {
      throw UnreadableException.mismatch("record", "must be an object");
    }
    return Row.read(list, new Fields(record.json()));
  }

  /** Only a sound id is repeated: anything else in its place could be anything. */
  private static @Nullable String idOf(JsonNode record) {
    try {
      return new Fields(record).id("id");
    } catch (UnreadableException e) {
      return null;
    }
  }
}
