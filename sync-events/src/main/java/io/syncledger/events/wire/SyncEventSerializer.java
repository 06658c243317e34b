package io.syncledger.events.wire;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.v1.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import io.syncledger.events.SyncEvent;
import java.net.URI;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes events as CloudEvents 1.0 in Kafka's binary mode: attributes as {@code ce_*} headers, the
 * body as JSON.
 */
public final class SyncEventSerializer implements Serializer<SyncEvent> {
  private final URI source;
  private final CloudEventSerializer delegate = new CloudEventSerializer();

  /**
   * @param source the emitter, such as {@code /sync-service}
   */
  public SyncEventSerializer(URI source) {
    this.source = source;
  }

  @Override
  public byte[] serialize(String topic, SyncEvent event) {
    throw new UnsupportedOperationException("An event's attributes need the record's headers");
  }

  @Override
  public byte[] serialize(String topic, Headers headers, SyncEvent event) {
    return delegate.serialize(topic, headers, cloudEvent(event, source));
  }

  /** The event as a CloudEvent with the attributes of contract/events.md. */
  public static CloudEvent cloudEvent(SyncEvent event, URI source) {
    var envelope = event.envelope();
    var name = EventTypes.nameOf(event);
    return new CloudEventBuilder()
        .withId(envelope.id().toString())
        .withType(name)
        .withSource(source)
        .withSubject(envelope.key().toString())
        .withTime(envelope.occurredAt().atOffset(ZoneOffset.UTC))
        .withDataSchema(EventTypes.schemaOf(name))
        .withDataContentType("application/json")
        .withData(EventJson.write(event))
        .build();
  }
}
