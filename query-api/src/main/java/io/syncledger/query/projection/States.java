package io.syncledger.query.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads folded states from a topic's records. */
public final class States {
  private static final Logger LOG = LoggerFactory.getLogger(States.class);

  private States() {}

  /**
   * The last state of each key as a row; deletions and what cannot be read are left out.
   *
   * @param key what the table has one row of
   */
  public static <V, R> Collection<R> latest(
      List<? extends ConsumerRecord<String, byte[]>> records,
      Deserializer<V> deserializer,
      BiFunction<V, ConsumerRecord<?, ?>, R> row,
      Function<R, Object> key) {
    var rows = new LinkedHashMap<Object, R>();
    for (var record : records) {
      read(record, deserializer)
          .map(state -> row.apply(state, record))
          .ifPresent(latest -> rows.put(key.apply(latest), latest));
    }
    return rows.values();
  }

  /** Empty for a deletion, and for what cannot be read, which metrics-streams has put aside. */
  public static <V> Optional<V> read(
      ConsumerRecord<String, byte[]> record, Deserializer<V> deserializer) {
    try {
      return record.value() == null
          ? Optional.empty()
          : Optional.of(deserializer.deserialize(record.topic(), record.headers(), record.value()));
    } catch (SerializationException e) {
      LOG.atWarn()
          .addKeyValue("record", record.topic() + "-" + record.partition() + "@" + record.offset())
          .log("A record that cannot be read is left out");
      return Optional.empty();
    }
  }
}
