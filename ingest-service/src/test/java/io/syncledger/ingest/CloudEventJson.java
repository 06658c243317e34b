package io.syncledger.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A CloudEvent as an emitter writes it, and variations of it. */
public final class CloudEventJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode event;

  private CloudEventJson(ObjectNode event) {
    this.event = event;
  }

  /** The start of a sync called {@code nightly}, of the service {@code warehouse}. */
  public static CloudEventJson started(String organization) {
    return of(
        "syncledger.SyncStarted.v1",
        """
        {"sync_id": "nightly", "sequence": 0, "organization_id": "%s", "service": "warehouse",
         "occurred_at": "2025-06-30T12:00:00.000Z", "sync_type": "full",
         "operation_type": "full_patients", "trigger": "external", "attempt": 1}
        """
            .formatted(organization));
  }

  /** An event whose attributes match its body. */
  public static CloudEventJson of(String type, String body) {
    var data = (ObjectNode) tree(body);
    var event = JSON.createObjectNode();
    event.put("specversion", "1.0");
    event.put("type", type);
    event.put("source", "/nightly-import");
    event.put("id", data.path("sync_id").asText() + "/" + data.path("sequence").asText());
    event.put(
        "subject", data.path("organization_id").asText() + "/" + data.path("service").asText());
    event.set("time", data.path("occurred_at"));
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    return new CloudEventJson(event);
  }

  /** Replaces the value of an attribute or of {@code data.FIELD}; null removes it. */
  public CloudEventJson with(String name, @Nullable String json) {
    var copy = event.deepCopy();
    var inData = name.startsWith("data.");
    var place = inData ? (ObjectNode) copy.path("data") : copy;
    var field = inData ? name.substring("data.".length()) : name;
    if (json == null) {
      place.remove(field);
    } else {
      place.set(field, tree(json));
    }
    return new CloudEventJson(copy);
  }

  public String text() {
    return event.toString();
  }

  public String get(String attribute) {
    return event.path(attribute).asText();
  }

  public JsonNode data() {
    return event.path("data");
  }

  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
