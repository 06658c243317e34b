package io.syncledger.events.wire;

import io.syncledger.events.InvalidEventException;
import io.syncledger.events.SyncEvent;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of event types and their names on the wire. A type's meaning never changes: a breaking
 * change is a new version.
 */
public final class EventTypes {
  private static final Map<Class<? extends SyncEvent>, String> NAMES =
      List.<Class<? extends SyncEvent>>of(
              SyncEvent.SyncStarted.class,
              SyncEvent.SyncPlanned.class,
              SyncEvent.SyncDelayed.class,
              SyncEvent.PageFetched.class,
              SyncEvent.PatientsUpserted.class,
              SyncEvent.AppointmentsUpserted.class,
              SyncEvent.ItemsUpserted.class,
              SyncEvent.RecordsRejected.class,
              SyncEvent.RecordsVanished.class,
              SyncEvent.SyncCompleted.class,
              SyncEvent.SyncFailed.class,
              SyncEvent.SyncRetryScheduled.class,
              SyncEvent.SyncCancelled.class,
              SyncEvent.WebhookReceived.class,
              SyncEvent.ConsistencyChecked.class,
              SyncEvent.ErrorResolved.class,
              SyncEvent.AlertAcknowledged.class)
          .stream()
          .collect(
              Collectors.toMap(
                  type -> type, EventTypes::versionOne, (a, _) -> a, LinkedHashMap::new));

  private static final Map<String, Class<? extends SyncEvent>> TYPES =
      NAMES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private EventTypes() {}

  private static String versionOne(Class<?> type) {
    return "syncledger." + type.getSimpleName() + ".v1";
  }

  /** The name that an event is written with, such as {@code syncledger.SyncStarted.v1}. */
  public static String nameOf(SyncEvent event) {
    return nameOf(event.getClass());
  }

  public static String nameOf(Class<? extends SyncEvent> type) {
    var name = NAMES.get(type);
    if (name == null) {
      throw new IllegalStateException("Not in the table of event types: " + type.getName());
    }
    return name;
  }

  /** The names of all types. */
  public static Collection<String> names() {
    return NAMES.values();
  }

  /**
   * @throws InvalidEventException when there is no such type
   */
  public static Class<? extends SyncEvent> typeOf(String name) {
    var type = TYPES.get(name);
    if (type == null) {
      throw new InvalidEventException("type", "is not a published event type");
    }
    return type;
  }

  /**
   * Identifies the published JSON Schema of a type: the resource {@code schemas/NAME.json} of this
   * module.
   */
  public static URI schemaOf(String name) {
    return URI.create("urn:syncledger:schema:" + name);
  }
}
