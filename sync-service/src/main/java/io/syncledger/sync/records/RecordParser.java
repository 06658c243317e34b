package io.syncledger.sync.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.Rejection;
import io.syncledger.sync.source.InvalidRecordException;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.RecordFields;
import io.syncledger.sync.source.SourceResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parses a page's records one by one: an invalid one is rejected, the others are kept. */
final class RecordParser {
  static final long MAX_BYTES = 1_000_000;

  private RecordParser() {}

  static ParsedPage parse(SourceResource resource, List<RawRecord> records) {
    var rows = new ArrayList<RecordRow>(records.size());
    var rejects = new ArrayList<Rejection>();
    for (var record : records) {
      try {
        rows.add(parseRow(resource, record));
      } catch (InvalidRecordException e) {
        rejects.add(new Rejection(idOf(resource, record.json()), e.errorType(), e.reason()));
      }
    }
    return new ParsedPage(
        resource,
        records.size(),
        rows,
        rejects,
        (int) rows.stream().filter(row -> row.tombstonedAt() != null).count(),
        rows.stream()
            .map(RecordRow::updatedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static RecordRow parseRow(SourceResource resource, RawRecord record) {
    if (record.bytes() > MAX_BYTES) {
      throw InvalidRecordException.tooLarge(MAX_BYTES);
    }
    if (!record.json().isObject()) {
      throw InvalidRecordException.schemaMismatch("record", "must be an object");
    }
    return RecordRow.parse(resource, new RecordFields(record.json()));
  }

  /** Only a valid id may be reported: any other value could be personal data. */
  private static @Nullable String idOf(SourceResource resource, JsonNode record) {
    try {
      return new RecordFields(record).id("id", resource.idFormat());
    } catch (InvalidRecordException e) {
      return null;
    }
  }
}
