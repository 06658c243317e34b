package io.syncledger.events.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.syncledger.events.Envelope;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.Rejection;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncId;
import io.syncledger.events.UpsertResult;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertMessage;
import io.syncledger.events.alert.RuleInput;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.RejectedRecord;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunProgress;
import io.syncledger.events.fold.RunState;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Jackson mix-ins that define the JSON of the model, so that the model itself does not depend on
 * Jackson.
 */
@SuppressWarnings("unused") // Jackson reads the mix-ins by reflection
final class JsonMixins {
  private JsonMixins() {}

  static SimpleModule module() {
    return new SimpleModule("syncledger")
        .addSerializer(Instant.class, new InstantFormat.Serializer())
        .addDeserializer(Instant.class, new InstantFormat.Deserializer())
        .setMixInAnnotation(SyncId.class, TextValue.class)
        .setMixInAnnotation(OrganizationId.class, TextValue.class)
        .setMixInAnnotation(ServiceName.class, TextValue.class)
        .setMixInAnnotation(EventId.class, EventIdText.class)
        .setMixInAnnotation(DurationSketch.class, Bins.class)
        .setMixInAnnotation(SyncEvent.class, Flat.class)
        .setMixInAnnotation(SyncEvent.ItemsUpserted.class, DefaultResourceOmitted.class)
        .setMixInAnnotation(ResourceProgress.class, VanishedDefaultsToZero.class)
        .setMixInAnnotation(RunState.class, RunStateMembers.class)
        .setMixInAnnotation(ServiceAlerts.class, ServiceAlertsMembers.class)
        .setMixInAnnotation(RejectedRecord.class, FlatReject.class)
        .setMixInAnnotation(AlertMessage.class, AlertMessageType.class);
  }

  /** An id is written as its text. */
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

  /** The parts of an event are flattened into one JSON object. */
  private interface Flat {
    @JsonUnwrapped
    Envelope envelope();

    @JsonUnwrapped
    UpsertResult upsert();

    @JsonUnwrapped
    SyncFailure failure();
  }

  /** The resource of items is written only when it differs from {@code items}. */
  private interface DefaultResourceOmitted {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSerialize(using = ResourceOfItems.class)
    String resource();
  }

  private static final class ResourceOfItems extends StdSerializer<String> {
    private static final long serialVersionUID = 1L;

    ResourceOfItems() {
      super(String.class);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, String value) {
      return SyncEvent.ItemsUpserted.DEFAULT_RESOURCE.equals(value);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value);
    }
  }

  private interface FlatReject {
    @JsonUnwrapped
    Rejection reject();
  }

  /** Older states lack this member. */
  private interface VanishedDefaultsToZero {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    long vanished();
  }

  /** The JSON calls the progress {@code work}; the terminal event carries its type name. */
  private interface RunStateMembers {
    @JsonProperty("work")
    RunProgress progress();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
      @JsonSubTypes.Type(
          value = SyncEvent.SyncCompleted.class,
          name = "syncledger.SyncCompleted.v1"),
      @JsonSubTypes.Type(value = SyncEvent.SyncFailed.class, name = "syncledger.SyncFailed.v1"),
      @JsonSubTypes.Type(
          value = SyncEvent.SyncCancelled.class,
          name = "syncledger.SyncCancelled.v1")
    })
    SyncEvent.Terminal ending();
  }

  /** The JSON calls the input of the rules {@code watch}. */
  private interface ServiceAlertsMembers {
    @JsonProperty("watch")
    RuleInput input();
  }

  /** A message about an alert carries its type name beside the alert's members. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AlertMessage.AlertRaised.class, name = "syncledger.AlertRaised.v1"),
    @JsonSubTypes.Type(
        value = AlertMessage.AlertResolved.class,
        name = "syncledger.AlertResolved.v1")
  })
  private interface AlertMessageType {
    @JsonUnwrapped
    Alert alert();
  }
}
