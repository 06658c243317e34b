package io.syncledger.sync.source.cliniko;

import static io.syncledger.sync.source.Tombstone.ARCHIVED_AT;
import static io.syncledger.sync.source.Tombstone.CANCELLED_AT;
import static io.syncledger.sync.source.Tombstone.DELETED_AT;

import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.AppointmentsUpserted;
import io.syncledger.events.SyncEvent.ItemsUpserted;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.UpsertResult;
import io.syncledger.sync.source.ChangeTracking;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RecordType;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Tombstone;
import java.util.Map;
import java.util.Set;

/** The lists of Cliniko that are read, and the selections that each supports. */
public enum ClinikoResource implements SourceResource {
  PATIENTS("patients", ClinikoRecordTypes.PATIENTS, Set.of(ARCHIVED_AT), Set.of(ARCHIVED_AT)),
  APPOINTMENTS(
      "appointments",
      "individual_appointments",
      "individual_appointments",
      ClinikoRecordTypes.APPOINTMENTS,
      Set.of(ARCHIVED_AT, CANCELLED_AT),
      Set.of(ARCHIVED_AT, CANCELLED_AT, DELETED_AT)),
  GROUP_APPOINTMENTS(
      "group_appointments",
      ClinikoRecordTypes.GROUP_APPOINTMENTS,
      Set.of(ARCHIVED_AT),
      Set.of(ARCHIVED_AT, DELETED_AT)),
  ATTENDEES(
      "attendees",
      ClinikoRecordTypes.ATTENDEES,
      Set.of(ARCHIVED_AT, CANCELLED_AT),
      Set.of(ARCHIVED_AT, CANCELLED_AT, DELETED_AT)),
  PRACTITIONERS("practitioners", ClinikoRecordTypes.PRACTITIONERS, Set.of(), Set.of()),
  INACTIVE_PRACTITIONERS(
      "inactive_practitioners",
      "practitioners/inactive",
      "practitioners",
      ClinikoRecordTypes.PRACTITIONERS,
      Set.of(),
      Set.of()),
  BUSINESSES(
      "businesses",
      ClinikoRecordTypes.BUSINESSES,
      Set.of(ARCHIVED_AT),
      Set.of(ARCHIVED_AT, DELETED_AT)),
  APPOINTMENT_TYPES(
      "appointment_types",
      ClinikoRecordTypes.APPOINTMENT_TYPES,
      Set.of(ARCHIVED_AT),
      Set.of(ARCHIVED_AT));

  private final String resource;
  private final String path;
  private final String jsonMember;

  @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
  private final RecordType recordType;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Tombstone> hiddenByDefault;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Tombstone> filterableTombstones;

  ClinikoResource(
      String name,
      RecordType recordType,
      Set<Tombstone> hiddenByDefault,
      Set<Tombstone> filterableTombstones) {
    this(name, name, name, recordType, hiddenByDefault, filterableTombstones);
  }

  ClinikoResource(
      String resource,
      String path,
      String jsonMember,
      RecordType recordType,
      Set<Tombstone> hiddenByDefault,
      Set<Tombstone> filterableTombstones) {
    this.resource = resource;
    this.path = path;
    this.jsonMember = jsonMember;
    this.recordType = recordType;
    this.hiddenByDefault = hiddenByDefault;
    this.filterableTombstones = filterableTombstones;
  }

  @Override
  public String resourceName() {
    return resource;
  }

  /** Path of the list, below the API's base. */
  String path() {
    return path;
  }

  /** The member of a response that holds the records. */
  String jsonMember() {
    return jsonMember;
  }

  @Override
  public RecordType recordType() {
    return recordType;
  }

  @Override
  public IdFormat idFormat() {
    return IdFormat.NUMERIC;
  }

  @Override
  public ChangeTracking changeTracking() {
    return ChangeTracking.TIMESTAMP;
  }

  @Override
  public Set<Tombstone> hiddenByDefault() {
    return hiddenByDefault;
  }

  @Override
  public Set<Tombstone> filterableTombstones() {
    return filterableTombstones;
  }

  /** The list implies this value even if the record lacks the field. */
  @Override
  public Map<String, String> fixedColumns() {
    return switch (this) {
      case PRACTITIONERS -> Map.of("active", "true");
      case INACTIVE_PRACTITIONERS -> Map.of("active", "false");
      default -> Map.of();
    };
  }

  @Override
  public SyncEvent upserted(Envelope envelope, UpsertResult upsert) {
    return switch (this) {
      case PATIENTS -> new PatientsUpserted(envelope, upsert);
      case APPOINTMENTS -> new AppointmentsUpserted(envelope, upsert);
      default -> new ItemsUpserted(envelope, resource, upsert);
    };
  }
}
