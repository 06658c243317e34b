package io.syncledger.streams;

import io.syncledger.events.wire.EventJson;
import java.util.LinkedHashMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Folded states by key: a store holds all of them as JSON, and a cache holds recent ones as
 * objects, so that a state is not parsed again for each of its events. Every change is written to
 * the store at once. The cache is created with the processor and is therefore never older than the
 * store.
 */
final class CachedStateStore<V> {
  /** The limit of the cache, measured by the JSON of its states. */
  private static final long REMEMBERED_BYTES = 8L * 1024 * 1024;

  private record CachedState<V>(V state, int bytes) {}

  private final KeyValueStore<String, byte[]> store;
  private final Class<V> type;
  private final LinkedHashMap<String, CachedState<V>> remembered =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  CachedStateStore(KeyValueStore<String, byte[]> store, Class<V> type) {
    this.store = store;
    this.type = type;
  }

  @Nullable V get(String key) {
    var known = remembered.get(key);
    if (known != null) {
      return known.state();
    }
    var json = store.get(key);
    if (json == null) {
      return null;
    }
    var state = EventJson.read(json, type);
    remember(key, state, json.length);
    return state;
  }

  /**
   * @param json the JSON of the state
   */
  void put(String key, V state, byte[] json) {
    store.put(key, json);
    remember(key, state, json.length);
  }

  void delete(String key) {
    store.delete(key);
    forget(remembered.remove(key));
  }

  private void remember(String key, V state, int size) {
    forget(remembered.put(key, new CachedState<>(state, size)));
    bytes += size;
    while (bytes > REMEMBERED_BYTES) {
      forget(remembered.pollFirstEntry().getValue());
    }
  }

  private void forget(@Nullable CachedState<V> one) {
    bytes -= one == null ? 0 : one.bytes();
  }
}
