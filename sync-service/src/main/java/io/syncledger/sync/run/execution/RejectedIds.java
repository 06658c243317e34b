package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.execution.RejectedRecordRepository.RejectedRecord;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.IdRange;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Ids of the records that a run rejected and that are therefore not stored.
 *
 * @param ids in the order of the list's {@link IdFormat}
 * @param withoutId number of rejected records without an id
 */
record RejectedIds(SortedSet<String> ids, long withoutId) {
  /** Beyond this many, rejected records are not told apart from missing ones. */
  static final int MAX = 10_000;

  static RejectedIds of(IdFormat format, List<RejectedRecord> records) {
    var ids = new TreeSet<String>(format);
    records.stream()
        .map(RejectedRecord::recordId)
        .filter(Objects::nonNull)
        .filter(format::isId)
        .forEach(ids::add);
    return new RejectedIds(
        ids, records.stream().filter(record -> record.recordId() == null).count());
  }

  long count() {
    return ids.size() + withoutId;
  }

  long count(IdRange range) {
    return ids.stream().filter(range::contains).count();
  }
}
