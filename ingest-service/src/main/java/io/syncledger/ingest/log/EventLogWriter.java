package io.syncledger.ingest.log;

import io.cloudevents.CloudEvent;
import io.micronaut.http.HttpStatus;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.SyncEventSerializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of record, as far as this service writes it. */
@Singleton
public class EventLogWriter {
  private static final Logger LOG = LoggerFactory.getLogger(EventLogWriter.class);
  private static final DescribeClusterOptions ANSWER_WITHIN =
      new DescribeClusterOptions().timeoutMs(2_000);
  private static final TextMapSetter<Headers> HEADERS =
      (headers, name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8));

  private final LogSettings settings;
  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private boolean closed;
  private volatile @Nullable KafkaClients clients;

  EventLogWriter(LogSettings settings, OpenTelemetry telemetry) {
    this.settings = settings;
    this.tracer = telemetry.getTracer("io.syncledger.ingest");
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /**
   * When this returns, all in-sync replicas have the event.
   *
   * @param source who says it
   * @throws Problem 503 when Kafka has not confirmed it in time: it may have it or not, and the
   *     same event may be sent again, for its id stays the same; 413 when Kafka takes none so large
   */
  public void append(SyncEvent event, URI source) {
    var open = clients;
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

  /** From now on events can be appended; whoever comes too late is closed at once. */
  synchronized void open(KafkaClients opened) {
    if (closed) {
      opened.close();
    } else {
      clients = opened;
    }
  }

  /** Whether the log is open and a broker answers. */
  boolean answers() {
    var open = clients;
    try {
      return open != null
          && !open.admin().describeCluster(ANSWER_WITHIN).clusterId().get().isEmpty();
    } catch (ExecutionException | KafkaException e) {
      return false;
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
    propagator.inject(Context.current(), record.headers(), HEADERS);
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
  synchronized void close() {
    closed = true;
    var open = clients;
    clients = null;
    if (open != null) {
      open.close();
    }
  }
}
