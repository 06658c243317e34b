package io.syncledger.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.wire.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records that cannot be read, or events that are refused, to the dead-letter topic within
 * the same transaction, and continues. Any other exception is a bug and stops the thread.
 */
public final class DeadLetterHandler
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {
  /** The property of the streams configuration that holds the meter registry. */
  static final String REGISTRY = "syncledger.meter.registry";

  private static final String INVALID = "invalid_event";
  private static final String REFUSED = "refused_event";
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls configure first
  private Counter unreadable;

  @SuppressWarnings("NullAway.Init")
  private Counter refused;

  @Override
  public void configure(Map<String, ?> configs) {
    var registry = (MeterRegistry) Objects.requireNonNull(configs.get(REGISTRY));
    unreadable = counter(registry, INVALID);
    refused = counter(registry, REFUSED);
  }

  /** Registers the meters before the streams start. */
  static void registerMeters(MeterRegistry registry) {
    counter(registry, INVALID);
    counter(registry, REFUSED);
  }

  private static Counter counter(MeterRegistry registry, String errorType) {
    return Counter.builder("syncledger.streams.dead.letters")
        .description("Records sent to the dead-letter topic instead of being folded")
        .tag("error_type", errorType)
        .register(registry);
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    unreadable.increment();
    var deadLetter = deadLetter(context, record.key(), record.value(), INVALID, exception);
    return DeserializationExceptionHandler.Response.resume(List.of(deadLetter));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (!(exception instanceof RefusedEventException)) {
      return ProcessingExceptionHandler.Response.fail();
    }
    refused.increment();
    var deadLetter =
        deadLetter(context, context.sourceRawKey(), context.sourceRawValue(), REFUSED, exception);
    return ProcessingExceptionHandler.Response.resume(List.of(deadLetter));
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(
      ErrorHandlerContext context,
      byte[] key,
      byte[] value,
      String errorType,
      Exception exception) {
    var origin = context.topic() + "-" + context.partition() + "@" + context.offset();
    var reason = Objects.requireNonNullElse(exception.getMessage(), "No reason given");
    LOG.atWarn()
        .addKeyValue("origin", origin)
        .addKeyValue("error_type", errorType)
        .log("Sent a record to the dead letters");
    return new DeadLetter(errorType, reason, origin).toRecord(key, value, context.headers());
  }
}
