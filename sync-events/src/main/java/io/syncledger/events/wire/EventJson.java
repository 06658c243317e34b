package io.syncledger.events.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.SyncEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;

/**
 * The JSON of events and folded states: snake_case, instants in UTC with {@code Z} and
 * milliseconds, absent instead of null, unknown members ignored, so that newer writers do not stop
 * older readers.
 */
public final class EventJson {
  /** The format of every instant on the wire. */
  public static final DateTimeFormatter INSTANT = InstantFormat.FORMATTER;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new BlackbirdModule())
          .addModule(JsonMixins.module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .build();

  private EventJson() {}

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
   * @throws InvalidEventException when the type does not allow the body; names the field, never
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
}
