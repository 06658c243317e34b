package io.syncledger.query.annotations;

import io.syncledger.events.EventId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says events about what has happened. When a method returns, all in-sync replicas have the event;
 * saying the same again gives the same event id, so readers count it once.
 */
@Singleton
public final class AnnotationPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(AnnotationPublisher.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final AnnotationProducer producers;
  private final Clock clock;
  private @Nullable Producer<String, SyncEvent> producer;

  AnnotationPublisher(AnnotationProducer producers, Clock clock) {
    this.producers = producers;
    this.clock = clock;
  }

  /**
   * Somebody says that a failure needs no more attention.
   *
   * @param error the failure's {@code id}
   * @param by the caller's subject
   * @throws Problem 503 when Kafka has not confirmed it in time; the same may be said again
   */
  public EventId errorResolved(StreamKey stream, String error, String by) {
    return publish(AnnotationEvent.errorResolved(stream, error, by, clock.instant()));
  }

  /**
   * Somebody has seen an alert and takes care of it.
   *
   * @param alert the alert's id; one for each episode, or a later episode counts as acknowledged
   * @param by the caller's subject
   * @throws Problem 503 when Kafka has not confirmed it in time; the same may be said again
   */
  public EventId alertAcknowledged(StreamKey stream, String alert, String by) {
    return publish(AnnotationEvent.alertAcknowledged(stream, alert, by, clock.instant()));
  }

  private EventId publish(SyncEvent event) {
    var envelope = event.envelope();
    try {
      var record = new ProducerRecord<>(Topics.EVENTS.name(), envelope.key().toString(), event);
      open().send(producers.traced(record)).get();
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

  private synchronized Producer<String, SyncEvent> open() {
    if (producer == null) {
      producer = producers.open();
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
