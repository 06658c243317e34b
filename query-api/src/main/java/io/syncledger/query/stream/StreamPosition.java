package io.syncledger.query.stream;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Position of a stream in the states of runs and the alerts. It is the id of the stream's events,
 * so that {@code Last-Event-ID} says where to resume.
 *
 * @param next the next offset of each partition of {@code sync.runs}
 * @param alerts when the last alert that was sent had changed, in milliseconds since the epoch; 0
 *     if not known
 */
record StreamPosition(SortedMap<Integer, Long> next, long alerts) {
  private static final Pattern FORM =
      Pattern.compile("\\d{1,6}-\\d{1,18}(\\.\\d{1,6}-\\d{1,18})*(\\.a-\\d{1,15})?");
  private static final String ALERTS = "a-";

  StreamPosition {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  StreamPosition(SortedMap<Integer, Long> next) {
    this(next, 0);
  }

  /** Reads {@code 0-123.1-88.a-1719748800000}; empty for anything else. */
  static Optional<StreamPosition> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    var next = new TreeMap<Integer, Long>();
    long alerts = 0;
    for (var part : text.split("\\.", -1)) {
      if (part.startsWith(ALERTS)) {
        alerts = Long.parseLong(part.substring(ALERTS.length()));
        continue;
      }
      int dash = part.indexOf('-');
      next.put(Integer.valueOf(part.substring(0, dash)), Long.valueOf(part.substring(dash + 1)));
    }
    return Optional.of(new StreamPosition(next, alerts));
  }

  StreamPosition after(int partition, long offset) {
    var moved = new TreeMap<>(next);
    moved.merge(partition, offset + 1, Math::max);
    return new StreamPosition(moved, alerts);
  }

  /** The same position with alerts sent up to an instant, in milliseconds since the epoch. */
  StreamPosition withAlerts(long upTo) {
    return new StreamPosition(next, Math.max(alerts, upTo));
  }

  /** The same position, with 0 for partitions that it does not know. */
  StreamPosition extendedTo(Map<Integer, Long> partitions) {
    var all = new TreeMap<>(next);
    partitions.keySet().forEach(partition -> all.putIfAbsent(partition, 0L));
    return new StreamPosition(all, alerts);
  }

  /** Whether a log with these end positions can have issued it. */
  boolean isWithin(Map<Integer, Long> positions) {
    return next.entrySet().stream()
        .allMatch(part -> part.getValue() <= positions.getOrDefault(part.getKey(), 0L));
  }

  @Override
  public String toString() {
    var runs =
        next.entrySet().stream()
            .map(part -> part.getKey() + "-" + part.getValue())
            .collect(Collectors.joining("."));
    return alerts == 0 ? runs : runs + "." + ALERTS + alerts;
  }
}
