package io.syncledger.query.stream;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a stream has told the runs' states: the next offset of each partition of {@code
 * sync.runs}. It is the id of the stream's events, so that {@code Last-Event-ID} says where to go
 * on.
 */
record StreamPosition(SortedMap<Integer, Long> next) {
  private static final Pattern FORM = Pattern.compile("\\d{1,6}-\\d{1,18}(\\.\\d{1,6}-\\d{1,18})*");

  StreamPosition {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  /** Reads {@code 0-123.1-88}; empty for anything else. */
  static Optional<StreamPosition> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    var next = new TreeMap<Integer, Long>();
    for (var part : text.split("\\.", -1)) {
      int dash = part.indexOf('-');
      next.put(Integer.valueOf(part.substring(0, dash)), Long.valueOf(part.substring(dash + 1)));
    }
    return Optional.of(new StreamPosition(next));
  }

  StreamPosition after(int partition, long offset) {
    var moved = new TreeMap<>(next);
    moved.merge(partition, offset + 1, Math::max);
    return new StreamPosition(moved);
  }

  /** The same, and from the beginning in partitions that it does not know. */
  StreamPosition in(Map<Integer, Long> partitions) {
    var all = new TreeMap<>(next);
    partitions.keySet().forEach(partition -> all.putIfAbsent(partition, 0L));
    return new StreamPosition(all);
  }

  /** Whether it could have been given out by a log that has come to these positions. */
  boolean fits(Map<Integer, Long> positions) {
    return next.entrySet().stream()
        .allMatch(part -> part.getValue() <= positions.getOrDefault(part.getKey(), 0L));
  }

  @Override
  public String toString() {
    return next.entrySet().stream()
        .map(part -> part.getKey() + "-" + part.getValue())
        .collect(Collectors.joining("."));
  }
}
