package io.syncledger.sync.cliniko;

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
 * @param announced how many there are in all, these included; null when the source does not say, or
 *     says less than it gives
 */
record Rows(List<RawRecord> records, List<RowKey> keys, @Nullable Long announced) {

  static Rows of(PageReader.Envelope envelope) {
    var records = envelope.records();
    var total = envelope.totalEntries();
    return new Rows(
        records,
        records.stream().map(RowKey::of).toList(),
        total == null || total < records.size() ? null : total);
  }

  int size() {
    return records.size();
  }

  /** Whether there may be more than these, whatever the source says about it. */
  boolean full() {
    return size() >= ListRequest.MOST;
  }

  /** Whether the source says that these are all. */
  boolean complete() {
    return announced != null && announced == size();
  }

  /** Whether the source says that there is more, and still did not fill the page. */
  boolean cutShort() {
    return announced != null && announced > size() && !full();
  }

  /** Those that were not taken yet, each once. */
  List<RawRecord> fresh(Set<RowKey> taken) {
    var seen = new HashSet<>(taken);
    return select(seen::add);
  }

  /** Those that were not taken yet and do not say when they changed. */
  List<RawRecord> freshUndated(Set<RowKey> taken) {
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
  @Nullable Instant last() {
    return seconds().reduce((_, later) -> later).orElse(null);
  }

  /** Whether all that say when they changed did so in the same second. */
  boolean withinOneSecond() {
    return seconds().distinct().count() == 1;
  }

  boolean inOrder() {
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
  @Nullable String cut(long share, long of) {
    var ids = ids().map(IdRange::canonical).distinct().sorted(IdRange.ORDER).toList();
    int most = ids.size() - 1;
    return most < 1
        ? null
        : ids.get(Math.clamp(ids.size() * share / of, Math.ceilDiv(ids.size(), 8), most));
  }

  /** Null when no row has an id. */
  @Nullable String lowest() {
    return ids().min(IdRange.ORDER).orElse(null);
  }
}
