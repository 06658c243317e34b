package io.syncledger.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * States that expire some time after their last change. A second store is a queue ordered by time
 * with one entry for each state: written when the state is new, checked when the state may be due,
 * and moved back if it has changed since. A change therefore costs nothing extra, and a purge reads
 * only the entries that may be due.
 */
final class ExpiringStateStore<V> {
  /** The interval of purges in event time. */
  static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

  /**
   * The number of entries that one purge checks, limited so that it never blocks the stream for
   * long.
   */
  static final int PURGE_BATCH_SIZE = 1_000;

  private static final byte[] DUE = {};

  private final CachedStateStore<V> states;
  private final KeyValueStore<String, byte[]> expiries;
  private final Function<V, Instant> lastChange;

  /**
   * @param lastChange returns when a state last changed, in event time
   */
  ExpiringStateStore(
      CachedStateStore<V> states,
      KeyValueStore<String, byte[]> expiries,
      Function<V, Instant> lastChange) {
    this.states = states;
    this.expiries = expiries;
    this.lastChange = lastChange;
  }

  @Nullable V get(String key) {
    return states.get(key);
  }

  /**
   * @param before the state that {@link #get} returned
   * @param json the JSON of the new state
   */
  void put(String key, @Nullable V before, V after, byte[] json) {
    states.put(key, after, json);
    if (before == null) {
      expiries.put(entry(lastChange.apply(after), key), DUE);
    }
  }

  /**
   * Removes states whose last change is before the horizon, oldest first, up to a bounded number.
   */
  void purge(Instant horizon) {
    for (var entry : due(horizon)) {
      var key = entry.substring(entry.indexOf('/') + 1);
      var state = states.get(key);
      expiries.delete(entry);
      if (state != null && lastChange.apply(state).isBefore(horizon)) {
        states.delete(key);
      } else if (state != null) {
        expiries.put(entry(lastChange.apply(state), key), DUE);
      }
    }
  }

  private List<String> due(Instant horizon) {
    var due = new ArrayList<String>();
    try (var entries = expiries.range(time(Instant.EPOCH), time(horizon))) {
      while (entries.hasNext() && due.size() < PURGE_BATCH_SIZE) {
        due.add(entries.next().key);
      }
    }
    return due;
  }

  private static String entry(Instant time, String key) {
    return time(time) + "/" + key;
  }

  /** A text that sorts like the time it stands for. */
  private static String time(Instant time) {
    return "%015d".formatted(Math.max(0, time.toEpochMilli()));
  }
}
