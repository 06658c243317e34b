package io.syncledger.query.annotations;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.KafkaSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens the way into the log of record. */
@Singleton
final class AnnotationProducer {
  private static final URI SOURCE = URI.create("/query-api");
  private static final int MAX_BLOCK_MS = 5_000;
  private static final int DELIVERY_TIMEOUT_MS = 10_000;
  private static final TextMapSetter<Headers> HEADERS =
      (headers, name, value) -> {
        if (headers != null) {
          headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
      };

  private final KafkaSettings settings;
  private final TextMapPropagator propagator;

  AnnotationProducer(KafkaSettings settings, OpenTelemetry telemetry) {
    this.settings = settings;
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** Idempotent: what is sent again after a lost acknowledgement is written once. */
  Producer<String, SyncEvent> open() {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            ProducerConfig.CLIENT_ID_CONFIG,
            "query-api-annotations",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            MAX_BLOCK_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            DELIVERY_TIMEOUT_MS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            DELIVERY_TIMEOUT_MS / 2);
    return new KafkaProducer<>(
        properties, new StringSerializer(), Topics.events(SOURCE).serializer());
  }

  /** The record with the trace of the request that it comes from. */
  <V> ProducerRecord<String, V> traced(ProducerRecord<String, V> record) {
    propagator.inject(Context.current(), record.headers(), HEADERS);
    return record;
  }
}
