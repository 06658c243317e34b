package io.syncledger.sync.source.cliniko;

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
 * The rows of one answer, and what each is recognised by.
 *
 * @param reportedTotal how many there are in all, these included; null when the source does not
 *     say, or says less than it gives
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

  /** Whether there may be more than these, whatever the source says about it. */
  boolean isFull() {
    return size() >= ListRequest.MAX_PER_PAGE;
  }

  /** Whether the source says that these are all. */
  boolean isComplete() {
    return reportedTotal != null && reportedTotal == size();
  }

  /** Whether the source says that there is more, and still did not fill the page. */
  boolean isTruncated() {
    return reportedTotal != null && reportedTotal > size() && !isFull();
  }

  /** Those that were not taken yet, each once. */
  List<RawRecord> unseen(Set<RowKey> taken) {
    var seen = new HashSet<>(taken);
    return select(seen::add);
  }

  /** Those that were not taken yet and do not say when they changed. */
  List<RawRecord> unseenUndated(Set<RowKey> taken) {
    var seen = new HashSet<>(taken);
    return select(key -> key.second() == null && seen.add(key));
  }

  private List<RawRecord> select(Predicate<RowKey> wanted) {
    return IntStream.range(0, size())
        .filter(i -> wanted.test(keys.get(i)))
        .mapToObj(records::get)
        .toList();
  }

  /** When they changed, in their order, as far as they say so. */
  Stream<Instant> seconds() {
    return keys.stream().map(RowKey::second).filter(Objects::nonNull);
  }

  /** The greatest second, when they are in order; null when no row has one. */
  @Nullable Instant latestSecond() {
    return seconds().reduce((_, later) -> later).orElse(null);
  }

  /** Whether all that say when they changed did so in the same second. */
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
   * An id below which a share of all announced rows lies, as far as these are like the others, and
   * at least one in eight of these; null when their ids do not tell them apart.
   */
  @Nullable String splitId(long share, long of) {
    var ids = ids().map(IdRange::withoutLeadingZeros).distinct().sorted(IdRange.ORDER).toList();
    int most = ids.size() - 1;
    return most < 1
        ? null
        : ids.get(Math.clamp(ids.size() * share / of, Math.ceilDiv(ids.size(), 8), most));
  }

  /** Null when no row has an id. */
  @Nullable String lowestId() {
    return ids().min(IdRange.ORDER).orElse(null);
  }
}
