package io.syncledger.sync.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.SyncEventSerializer;
import io.syncledger.events.wire.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Brings batches to Kafka. A batch's events and its number commit in one Kafka transaction, the
 * number as an offset of a consumer group that never consumes: whoever reads it back knows whether
 * the batch arrived. Opening one fences off and rolls back whatever a predecessor had begun.
 */
final class EventPublisher implements AutoCloseable {
  private static final TopicPartition MARKER = new TopicPartition(Topics.EVENTS.name(), 0);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final String identity;
  private final Admin admin;
  private final Tracer tracer;
  private final Producer<String, SyncEvent> producer;

  private EventPublisher(
      String identity, Admin admin, Tracer tracer, Producer<String, SyncEvent> producer) {
    this.identity = identity;
    this.admin = admin;
    this.tracer = tracer;
    this.producer = producer;
  }

  /**
   * Returns when no predecessor's transaction can commit any more.
   *
   * @param identity the transactional id and the group alike; the same as the predecessor's, for
   *     that is what fences it off
   */
  static EventPublisher open(String identity, KafkaSettings kafka, Admin admin, Tracer tracer) {
    var serializer = new SyncEventSerializer(URI.create("/sync-service"));
    var producer =
        new KafkaProducer<>(properties(identity, kafka), new StringSerializer(), serializer);
    try {
      producer.initTransactions();
      return new EventPublisher(identity, admin, tracer, producer);
    } catch (KafkaException e) {
      producer.close(CLOSE_WITHIN);
      throw e;
    }
  }

  private static Map<String, Object> properties(String identity, KafkaSettings kafka) {
    return Map.of(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        kafka.bootstrapServers(),
        CommonClientConfigs.CLIENT_ID_CONFIG,
        identity,
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        identity,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        // With more in flight, Kafka 4.3 can refuse a partition's first batch and take offence at
        // the second: the transaction then hangs until delivery.timeout.ms.
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
        1,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        20_000,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4");
  }

  /** When this returns, the batch and its number are in Kafka; when it throws, perhaps. */
  void publish(Batch batch) {
    var span = span(batch);
    try {
      beginAndSend(batch);
      commit();
    } finally {
      span.end();
    }
  }

  void beginAndSend(Batch batch) {
    producer.beginTransaction();
    for (var row : batch.rows()) {
      // The commit throws whatever kept a record from being sent.
      var unused = producer.send(record(row));
    }
    producer.sendOffsetsToTransaction(
        Map.of(MARKER, new OffsetAndMetadata(batch.number())), group());
  }

  void commit() {
    producer.commitTransaction();
  }

  /** There is no consumer that could be asked for it. */
  @SuppressWarnings("removal")
  private ConsumerGroupMetadata group() {
    return new ConsumerGroupMetadata(identity);
  }

  /** The number of the last batch in Kafka; 0 when Kafka knows of none. */
  long lastBatch() throws InterruptedException {
    try {
      var offsets =
          admin
              .listConsumerGroupOffsets(
                  identity, new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata()
              .get();
      @Nullable OffsetAndMetadata offset = offsets.get(MARKER);
      return offset == null ? 0 : offset.offset();
    } catch (ExecutionException e) {
      throw new KafkaException("The last batch could not be read", e.getCause());
    }
  }

  private static ProducerRecord<String, SyncEvent> record(OutboxRow row) {
    var event = EventJson.readEvent(row.type(), row.body().getBytes(StandardCharsets.UTF_8));
    var record = new ProducerRecord<>(Topics.EVENTS.name(), row.key(), event);
    var traceparent = row.traceparent();
    if (traceparent != null) {
      record.headers().add(Traceparent.NAME, traceparent.getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  private Span span(Batch batch) {
    var span =
        tracer
            .spanBuilder("publish " + Topics.EVENTS.name())
            .setNoParent()
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("messaging.batch.message_count", batch.rows().size());
    batch.rows().stream()
        .map(OutboxRow::traceparent)
        .distinct()
        .forEach(traceparent -> span.addLink(Traceparent.span(traceparent)));
    return span.startSpan();
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
