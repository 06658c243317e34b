package io.syncledger.sync.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.SyncEventSerializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.kafka.KafkaSettings;
import io.syncledger.http.telemetry.Traceparent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes batches to {@code sync.events}, each in one Kafka transaction. Opening a publisher
 * fences off its predecessor and rolls back the transaction that it had open.
 */
final class TransactionalPublisher implements AutoCloseable {
  /** The CloudEvents source of all events that this service publishes. */
  static final String SOURCE = "/sync-service";

  private static final Duration MAX_BLOCK = Duration.ofSeconds(20);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Tracer tracer;
  private final Producer<String, SyncEvent> producer;

  private TransactionalPublisher(Tracer tracer, Producer<String, SyncEvent> producer) {
    this.tracer = tracer;
    this.producer = producer;
  }

  /**
   * Opens a publisher; when this returns, no transaction of a predecessor can commit any more.
   *
   * @param transactionalId the same as the predecessor's, which fences it off
   */
  static TransactionalPublisher open(String transactionalId, KafkaSettings kafka, Tracer tracer) {
    var serializer = new SyncEventSerializer(URI.create(SOURCE));
    var producer =
        new KafkaProducer<>(properties(transactionalId, kafka), new StringSerializer(), serializer);
    try {
      producer.initTransactions();
      return new TransactionalPublisher(tracer, producer);
    } catch (KafkaException e) {
      producer.close(CLOSE_WITHIN);
      throw e;
    }
  }

  private static Map<String, Object> properties(String transactionalId, KafkaSettings kafka) {
    var properties = kafka.transactionalProducer(transactionalId, MAX_BLOCK);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return properties;
  }

  /** Publishes a batch. If this throws, the batch may or may not be in Kafka. */
  void publish(OutboxBatch batch) {
    var span = span(batch);
    try {
      beginAndSend(batch);
      commit();
    } finally {
      span.end();
    }
  }

  void beginAndSend(OutboxBatch batch) {
    producer.beginTransaction();
    for (var row : batch.rows()) {
      // Failures to send are thrown by the commit.
      var unused = producer.send(record(row, batch.claimedAt()));
    }
  }

  void commit() {
    producer.commitTransaction();
  }

  private static ProducerRecord<String, SyncEvent> record(OutboxRow row, Instant at) {
    var event = EventJson.readEvent(row.type(), row.body().getBytes(StandardCharsets.UTF_8));
    var record =
        new ProducerRecord<>(Topics.EVENTS.name(), null, at.toEpochMilli(), row.key(), event);
    Traceparent.addTo(record.headers(), row.traceparent());
    return record;
  }

  private Span span(OutboxBatch batch) {
    var span =
        tracer
            .spanBuilder("publish " + Topics.EVENTS.name())
            .setNoParent()
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("messaging.batch.message_count", batch.rows().size());
    batch.rows().stream()
        .map(OutboxRow::traceparent)
        .distinct()
        .forEach(traceparent -> span.addLink(Traceparent.spanContext(traceparent)));
    return span.startSpan();
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
