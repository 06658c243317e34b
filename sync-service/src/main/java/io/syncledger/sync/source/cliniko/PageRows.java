package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RawRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one response, each with the key that identifies it.
 *
 * @param reportedTotal how many there are in all, these included; null when the source does not
 *     say, or says fewer than it gives
 */
record PageRows(List<RawRecord> records, List<RowKey> keys, @Nullable Long reportedTotal) {

  static PageRows of(PageParser.ParsedList envelope) {
    var records = envelope.records();
    var total = envelope.totalEntries();
    return new PageRows(
        records,
        records.stream().map(RowKey::of).toList(),
        total == null || total < records.size() ? null : total);
  }

  int size() {
    return records.size();
  }

  /** Whether there may be more rows, regardless of the total that the source reports. */
  boolean isFull() {
    return size() >= ListRequest.MAX_PER_PAGE;
  }

  /** Whether the source reports that these are all. */
  boolean isComplete() {
    return reportedTotal != null && reportedTotal == size();
  }

  /** Whether the source reports more rows, and still did not fill the page. */
  boolean isTruncated() {
    return reportedTotal != null && reportedTotal > size() && !isFull();
  }

  /** The rows that were not read before, each once. */
  List<RawRecord> newRows(Set<RowKey> readBefore) {
    var seen = new HashSet<>(readBefore);
    return select(seen::add);
  }

  /** The rows without a time of change that were not read before. */
  List<RawRecord> newUndatedRows(Set<RowKey> readBefore) {
    var seen = new HashSet<>(readBefore);
    return select(key -> key.second() == null && seen.add(key));
  }

  private List<RawRecord> select(Predicate<RowKey> filter) {
    return IntStream.range(0, size())
        .filter(i -> filter.test(keys.get(i)))
        .mapToObj(records::get)
        .toList();
  }

  /** The seconds of change of the rows that have one, in their order. */
  Stream<Instant> seconds() {
    return keys.stream().map(RowKey::second).filter(Objects::nonNull);
  }

  /** The last row's second, which is the latest if the rows are sorted; null without any. */
  @Nullable Instant latestSecond() {
    return seconds().reduce((_, later) -> later).orElse(null);
  }

  /** Whether all rows with a time of change have the same second. */
  boolean isWithinOneSecond() {
    return seconds().distinct().count() == 1;
  }

  boolean isSorted() {
    var seconds = seconds().toList();
    return IntStream.range(1, seconds.size())
        .noneMatch(i -> seconds.get(i).isBefore(seconds.get(i - 1)));
  }

  Stream<String> ids() {
    return keys.stream().map(RowKey::id).filter(Objects::nonNull);
  }

  /**
   * An id that a share of all reported rows precedes, if the others are distributed like these, and
   * at least one in eight of these; null when the ids do not tell the rows apart.
   */
  @Nullable String splitId(long share, long of) {
    var ids = ids().map(IdFormat::withoutLeadingZeros).distinct().sorted(IdFormat.NUMERIC).toList();
    int most = ids.size() - 1;
    return most < 1
        ? null
        : ids.get(Math.clamp(ids.size() * share / of, Math.ceilDiv(ids.size(), 8), most));
  }

  /** The lowest id; null when no row has one. */
  @Nullable String lowestId() {
    return ids().min(IdFormat.NUMERIC).orElse(null);
  }
}
