package io.syncledger.query.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * A decoded record of a topic.
 *
 * @param json the value as it is in the topic; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TopicRecord<V>(V value, byte[] json, int partition, long offset) {
  /**
   * Turns records into rows and keeps the last row of each key.
   *
   * @param key the key of the table, of which there is one row each
   */
  public static <V, R> Collection<R> latestPerKey(
      List<TopicRecord<V>> records, Function<TopicRecord<V>, R> row, Function<R, Object> key) {
    var rows = new LinkedHashMap<Object, R>();
    for (var record : records) {
      var latest = row.apply(record);
      rows.put(key.apply(latest), latest);
    }
    return rows.values();
  }
}
