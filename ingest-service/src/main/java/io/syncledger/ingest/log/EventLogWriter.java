package io.syncledger.ingest.log;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.http.HttpStatus;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.SyncEventSerializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.Problem;
import io.syncledger.http.kafka.KafkaSettings;
import io.syncledger.http.lifecycle.PeriodicWorker;
import io.syncledger.http.telemetry.TraceHeaders;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the log of record and waits for the acknowledgement. It connects in the
 * background as soon as Kafka is reachable; until then readiness is down and events are rejected
 * with 503.
 */
@Singleton
public class EventLogWriter implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(EventLogWriter.class);
  private static final String CLIENT = "ingest-service";
  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final LogSettings settings;
  private final Tracer tracer;
  private final TraceHeaders traces;
  private final PeriodicWorker connector =
      PeriodicWorker.untilDone(RECONNECT_PAUSE, "ingest-log-opener", this::connected);
  private boolean closed;
  private volatile @Nullable Connection connection;

  EventLogWriter(
      KafkaSettings kafka, LogSettings settings, OpenTelemetry telemetry, TraceHeaders traces) {
    this.kafka = kafka;
    this.settings = settings;
    this.tracer = telemetry.getTracer("io.syncledger.ingest");
    this.traces = traces;
  }

  private record Connection(Producer<String, CloudEvent> producer, Admin admin) {
    void close() {
      producer.close(CLOSE_WITHIN);
      admin.close(CLOSE_WITHIN);
    }
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    connector.start();
  }

  private boolean connected() throws InterruptedException {
    try {
      use(connect());
      return true;
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("Kafka is not ready; trying again");
      return false;
    }
  }

  /** Returns when Kafka is reachable and every topic accepts records. */
  private Connection connect() throws InterruptedException {
    var admin = kafka.admin(CLIENT);
    try {
      kafka.createTopics(admin);
      var properties =
          kafka.idempotentProducer(CLIENT, settings.maxBlock(), settings.deliveryTimeout());
      properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
      return new Connection(
          new KafkaProducer<>(properties, new StringSerializer(), new CloudEventSerializer()),
          admin);
    } catch (KafkaException | InterruptedException e) {
      admin.close(CLOSE_WITHIN);
      throw e;
    }
  }

  /** A connection that is ready only after the application has closed is closed at once. */
  private synchronized void use(Connection opened) {
    if (closed) {
      opened.close();
    } else {
      connection = opened;
    }
  }

  /**
   * Writes the event and returns once all in-sync replicas have it.
   *
   * @param source the emitter, as its CloudEvent names it
   * @throws Problem 503 when Kafka has not confirmed the event in time: it may or may not have it,
   *     and the caller may send the event again, since its id stays the same; 413 when the event is
   *     larger than Kafka accepts
   */
  public void append(SyncEvent event, URI source) {
    var open = connection;
    if (open == null) {
      throw unavailable();
    }
    var span =
        tracer
            .spanBuilder("publish " + Topics.EVENTS.name())
            .setSpanKind(SpanKind.PRODUCER)
            .startSpan();
    try (var _ = span.makeCurrent()) {
      open.producer().send(record(event, source)).get();
    } catch (ExecutionException e) {
      throw problem(e.getCause());
    } catch (KafkaException e) {
      throw problem(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    } finally {
      span.end();
    }
  }

  /** Whether the log is open and a broker is reachable. */
  boolean isReachable() {
    var open = connection;
    try {
      return open != null && KafkaSettings.isReachable(open.admin());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProducerRecord<String, CloudEvent> record(SyncEvent event, URI source) {
    var record =
        new ProducerRecord<>(
            Topics.EVENTS.name(),
            event.envelope().key().toString(),
            SyncEventSerializer.cloudEvent(event, source));
    traces.inject(record.headers());
    return record;
  }

  private Problem problem(@Nullable Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new Problem(
          HttpStatus.REQUEST_ENTITY_TOO_LARGE,
          "body_too_large",
          "Event too large",
          "The event is larger than the log of record takes");
    }
    LOG.atWarn()
        .addKeyValue("error", failure == null ? "" : failure.getClass().getSimpleName())
        .log("Kafka did not confirm an event");
    return unavailable();
  }

  private Problem unavailable() {
    return Problem.unavailable(
        "The log of record does not confirm events at the moment; send the event again",
        settings.retryAfter());
  }

  @PreDestroy
  void close() {
    connector.close();
    synchronized (this) {
      closed = true;
      var open = connection;
      connection = null;
      if (open != null) {
        open.close();
      }
    }
  }
}
