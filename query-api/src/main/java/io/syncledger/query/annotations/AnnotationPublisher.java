package io.syncledger.query.annotations;

import io.syncledger.events.EventId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.Problem;
import io.syncledger.http.kafka.KafkaSettings;
import io.syncledger.http.telemetry.TraceHeaders;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes annotations: acknowledged alerts and resolved errors. When a method returns, all
 * in-sync replicas have the event; a repetition has the same event id, so readers count it once.
 */
@Singleton
public final class AnnotationPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(AnnotationPublisher.class);
  private static final URI SOURCE = URI.create("/query-api");
  private static final Duration MAX_BLOCK = Duration.ofSeconds(5);
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final TraceHeaders traceHeaders;
  private final Clock clock;
  private @Nullable Producer<String, SyncEvent> producer;

  AnnotationPublisher(KafkaSettings kafka, TraceHeaders traceHeaders, Clock clock) {
    this.kafka = kafka;
    this.traceHeaders = traceHeaders;
    this.clock = clock;
  }

  /**
   * Declares a failure resolved.
   *
   * @param error the failure's {@code id}
   * @param by the caller's subject
   * @throws Problem 503 when Kafka has not confirmed the event in time; the call may be repeated
   */
  public EventId errorResolved(StreamKey stream, String error, String by) {
    return publish(AnnotationEvent.errorResolved(stream, error, by, clock.instant()));
  }

  /**
   * Acknowledges an alert: its operator has seen it and is handling it.
   *
   * @param alert the id of one episode of the alert, so that later episodes stay unacknowledged
   * @param by the caller's subject
   * @throws Problem 503 when Kafka has not confirmed the event in time; the call may be repeated
   */
  public EventId alertAcknowledged(StreamKey stream, String alert, String by) {
    return publish(AnnotationEvent.alertAcknowledged(stream, alert, by, clock.instant()));
  }

  private EventId publish(SyncEvent event) {
    var envelope = event.envelope();
    var record = new ProducerRecord<>(Topics.EVENTS.name(), envelope.key().toString(), event);
    traceHeaders.inject(record.headers());
    try {
      producer().send(record).get();
      return envelope.id();
    } catch (ExecutionException e) {
      throw notConfirmed(e.getCause());
    } catch (KafkaException e) {
      throw notConfirmed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notConfirmed(e);
    }
  }

  /** Created at the first use: most instances never publish an annotation. */
  private synchronized Producer<String, SyncEvent> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              kafka.idempotentProducer("query-api-annotations", MAX_BLOCK, DELIVERY_TIMEOUT),
              new StringSerializer(),
              Topics.events(SOURCE).serializer());
    }
    return producer;
  }

  private static Problem notConfirmed(@Nullable Throwable failure) {
    LOG.atWarn()
        .addKeyValue("error", failure == null ? "" : failure.getClass().getSimpleName())
        .log("Kafka did not confirm an annotation");
    return Problem.unavailable(
        "The log of record does not confirm events at the moment; try again", RETRY_AFTER);
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
    }
  }
}
