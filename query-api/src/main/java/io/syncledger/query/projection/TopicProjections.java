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

/** All that becomes of one topic. Each of its records is read once, and so alike for all views. */
record TopicProjections<V>(Topic<V> topic, List<Projection<V>> projections) {
  private static final Logger LOG = LoggerFactory.getLogger(TopicProjections.class);

  static List<TopicProjections<?>> of(List<Projection<?>> projections) {
    return projections.stream()
        .<Topic<?>>map(Projection::topic)
        .distinct()
        .<TopicProjections<?>>map(topic -> of(topic, projections))
        .toList();
  }

  @SuppressWarnings("unchecked") // who has the same topic has its type
  private static <V> TopicProjections<V> of(Topic<V> topic, List<Projection<?>> projections) {
    return new TopicProjections<>(
        topic,
        projections.stream()
            .filter(one -> one.topic().equals(topic))
            .map(one -> (Projection<V>) one)
            .toList());
  }

  /**
   * @param records of any topics; those of others are passed over
   * @return the organisations whose runs changed
   */
  Set<String> project(Connection transaction, List<ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    var entries =
        records.stream()
            .filter(record -> record.topic().equals(topic.name()))
            .flatMap(record -> decode(record).stream())
            .toList();
    if (entries.isEmpty()) {
      return Set.of();
    }
    var changed = new HashSet<String>();
    for (var projection : projections) {
      changed.addAll(projection.project(transaction, entries));
    }
    return changed;
  }

  /**
   * Empty for a deletion, and for what metrics-streams puts aside: what cannot be read, and an
   * event under another key than its own.
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
        return ignore(record, "lies under another key than its own");
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
        .log("A record is left out");
    return Optional.empty();
  }
}
