package io.syncledger.query.projection;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All projections of one topic. Each record is decoded once, for all of them alike. */
record TopicProjections<V>(Topic<V> topic, List<Projection<V>> projections) {
  private static final Logger LOG = LoggerFactory.getLogger(TopicProjections.class);

  static List<TopicProjections<?>> of(List<Projection<?>> projections) {
    return projections.stream()
        .<Topic<?>>map(Projection::topic)
        .distinct()
        .<TopicProjections<?>>map(topic -> of(topic, projections))
        .toList();
  }

  @SuppressWarnings("unchecked") // a projection of the same topic has its value type
  private static <V> TopicProjections<V> of(Topic<V> topic, List<Projection<?>> projections) {
    return new TopicProjections<>(
        topic,
        projections.stream()
            .filter(projection -> projection.topic().equals(topic))
            .map(projection -> (Projection<V>) projection)
            .toList());
  }

  /**
   * Writes the rows of all projections.
   *
   * @param records of any topics; those of other topics are ignored
   * @return the organizations whose runs changed
   */
  Set<String> project(Connection transaction, List<ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    var decoded =
        records.stream()
            .filter(record -> record.topic().equals(topic.name()))
            .flatMap(record -> decode(record).stream())
            .toList();
    if (decoded.isEmpty()) {
      return Set.of();
    }
    var changed = new HashSet<String>();
    for (var projection : projections) {
      changed.addAll(projection.project(transaction, decoded));
    }
    return changed;
  }

  /**
   * Empty for a tombstone and for what metrics-streams sends to the dead letters: a value that
   * cannot be read, and an event whose key is not its own.
   */
  private Optional<TopicRecord<V>> decode(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      var value =
          topic.value().deserializer().deserialize(topic.name(), record.headers(), record.value());
      if (value instanceof SyncEvent event
          && !event.envelope().key().toString().equals(record.key())) {
        return ignore(record, "has the key of another stream");
      }
      return Optional.of(
          new TopicRecord<>(value, record.value(), record.partition(), record.offset()));
    } catch (SerializationException e) {
      return ignore(record, "cannot be read");
    }
  }

  private static <V> Optional<TopicRecord<V>> ignore(ConsumerRecord<?, ?> record, String reason) {
    LOG.atWarn()
        .addKeyValue("record", record.topic() + "-" + record.partition() + "@" + record.offset())
        .addKeyValue("reason", reason)
        .log("A record is ignored");
    return Optional.empty();
  }
}
