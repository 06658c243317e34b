package io.syncledger.sync.outbox;

import io.syncledger.events.wire.Topics;
import io.syncledger.http.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from {@code sync.events} which events it holds, by their ids. */
final class PublishedEventReader {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedEventReader.class);
  private static final String ID = "ce_id";
  private static final String SOURCE = "ce_source";
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than the minute within which transactions of other producers end by default. */
  private static final Duration READ_WITHIN = Duration.ofMinutes(2);

  /** Tolerance for brokers that stamp records by their own clock. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final KafkaSettings kafka;

  PublishedEventReader(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * Finds those of the events that readers of committed records see. Waits for transactions that
   * are open now, because records behind them are not visible yet.
   *
   * @param since the timestamp of the events' records
   */
  Set<String> findVisible(Set<String> eventIds, Instant since) {
    return read(
        IsolationLevel.READ_COMMITTED,
        startOffsets(since.minus(CLOCK_TOLERANCE)),
        record -> eventIds.contains(header(record, ID)));
  }

  /** Reads this service's events from the start of the transaction on, committed or not. */
  Set<String> readFrom(HangingTransactions.Hanging transaction) {
    return read(
        IsolationLevel.READ_UNCOMMITTED,
        Map.of(transaction.partition(), transaction.startOffset()),
        record -> header(record, SOURCE).equals(TransactionalPublisher.SOURCE));
  }

  private Set<String> read(
      IsolationLevel isolation,
      Map<TopicPartition, Long> starts,
      Predicate<ConsumerRecord<byte[], byte[]>> filter) {
    var ends = endOffsets(starts.keySet());
    var found = new HashSet<String>();
    try (var consumer = consumer(isolation)) {
      consumer.assign(starts.keySet());
      starts.forEach(consumer::seek);
      long deadline = System.nanoTime() + READ_WITHIN.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() > deadline) {
          LOG.error(
              "Another producer's transaction stays open in sync.events; readers cannot read past"
                  + " it");
          throw new KafkaException("The log's end was not reached");
        }
        for (var record : consumer.poll(POLL)) {
          if (filter.test(record)) {
            found.add(header(record, ID));
          }
        }
      }
    }
    return found;
  }

  /** Offset of the first record at or after the instant, for each partition that has one. */
  private Map<TopicPartition, Long> startOffsets(Instant since) {
    try (var consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
      var times =
          consumer.partitionsFor(Topics.EVENTS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .collect(Collectors.toMap(partition -> partition, _ -> since.toEpochMilli()));
      // Kafka's client warns about offsets of partitions that it is not assigned.
      consumer.assign(times.keySet());
      return consumer.offsetsForTimes(times).entrySet().stream()
          .filter(found -> found.getValue() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
    }
  }

  /** End offsets of all records, including those that an open transaction hides from readers. */
  private Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions) {
    try (var consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
      consumer.assign(partitions);
      return consumer.endOffsets(partitions);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
    var properties = kafka.connection();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
