package io.syncledger.query.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * What a record of a topic says, and where it stands there.
 *
 * @param json the value as it stands in the topic; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TopicRecord<V>(V value, byte[] json, int partition, long offset) {
  /**
   * The last entry of each key as a row.
   *
   * @param key what the table has one row of
   */
  public static <V, R> Collection<R> latestPerKey(
      List<TopicRecord<V>> entries, Function<TopicRecord<V>, R> row, Function<R, Object> key) {
    var rows = new LinkedHashMap<Object, R>();
    for (var entry : entries) {
      var latest = row.apply(entry);
      rows.put(key.apply(latest), latest);
    }
    return rows.values();
  }
}
