package io.syncledger.events.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.syncledger.events.Envelope;
import io.syncledger.events.EventId;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncId;
import io.syncledger.events.Upsert;
import io.syncledger.events.fold.DurationSketch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;

/**
 * The JSON of events and folded states: snake_case, instants in UTC with {@code Z} and
 * milliseconds, absent instead of null, unknown members ignored, so that newer writers do not stop
 * older readers.
 */
public final class EventJson {
  /** How every instant looks on the wire. */
  public static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .build();

  private EventJson() {}

  private static SimpleModule module() {
    return new SimpleModule("syncledger")
        .addSerializer(Instant.class, new InstantSerializer())
        .setMixInAnnotation(SyncId.class, TextValue.class)
        .setMixInAnnotation(OrganizationId.class, TextValue.class)
        .setMixInAnnotation(ServiceName.class, TextValue.class)
        .setMixInAnnotation(EventId.class, EventIdText.class)
        .setMixInAnnotation(DurationSketch.class, Bins.class)
        .setMixInAnnotation(SyncEvent.class, Flat.class)
        .setMixInAnnotation(SyncEvent.Terminal.class, Named.class);
  }

  /** Writes an event's body or a folded state. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Reads a folded state. */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Not the JSON of a " + type.getSimpleName(), e);
    }
  }

  /**
   * Reads an event's body.
   *
   * @param typeName the name on the wire, with its version
   * @throws InvalidEventException when the body is not what the type allows; names the field, never
   *     repeats a value
   */
  public static SyncEvent readEvent(String typeName, byte[] json) {
    try {
      return MAPPER.readValue(json, EventTypes.typeOf(typeName));
    } catch (JsonMappingException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw new InvalidEventException("data", "is not JSON");
    }
  }

  private static InvalidEventException refusal(JsonMappingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidEventException invalid) {
        return invalid;
      }
    }
    var path = e.getPath();
    var field = path.isEmpty() ? "data" : path.getLast().getFieldName();
    return new InvalidEventException(field == null ? "data" : field, "has the wrong form");
  }

  private static final class InstantSerializer extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(INSTANT.format(value));
    }
  }

  /** An id is its text. */
  private abstract static class TextValue {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    TextValue(String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class EventIdText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EventId parse(String text) {
      return EventId.parse(text);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }

  private abstract static class Bins {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Bins(SortedMap<Integer, Long> bins) {}

    @JsonValue
    abstract SortedMap<Integer, Long> bins();
  }

  /** An event's parts stand side by side in its body. */
  private interface Flat {
    @JsonUnwrapped
    Envelope envelope();

    @JsonUnwrapped
    Upsert upsert();

    @JsonUnwrapped
    SyncFailure failure();
  }

  /** Inside a state, an event carries its name. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SyncEvent.SyncCompleted.class, name = "syncledger.SyncCompleted.v1"),
    @JsonSubTypes.Type(value = SyncEvent.SyncFailed.class, name = "syncledger.SyncFailed.v1"),
    @JsonSubTypes.Type(value = SyncEvent.SyncCancelled.class, name = "syncledger.SyncCancelled.v1")
  })
  private interface Named {}
}
