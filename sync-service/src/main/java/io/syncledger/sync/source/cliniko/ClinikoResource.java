package io.syncledger.sync.source.cliniko;

import static io.syncledger.sync.source.cliniko.ClinikoResource.Tombstone.ARCHIVED_AT;
import static io.syncledger.sync.source.cliniko.ClinikoResource.Tombstone.CANCELLED_AT;
import static io.syncledger.sync.source.cliniko.ClinikoResource.Tombstone.DELETED_AT;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The lists of Cliniko that are read, and what each allows to be asked. */
public enum ClinikoResource {
  PATIENTS("patients", Set.of(ARCHIVED_AT), Set.of(ARCHIVED_AT)),
  APPOINTMENTS(
      "appointments",
      "individual_appointments",
      Set.of(ARCHIVED_AT, CANCELLED_AT),
      Set.of(ARCHIVED_AT, CANCELLED_AT, DELETED_AT)),
  GROUP_APPOINTMENTS("group_appointments", Set.of(ARCHIVED_AT), Set.of(ARCHIVED_AT, DELETED_AT)),
  ATTENDEES(
      "attendees",
      Set.of(ARCHIVED_AT, CANCELLED_AT),
      Set.of(ARCHIVED_AT, CANCELLED_AT, DELETED_AT)),
  PRACTITIONERS("practitioners", Set.of(), Set.of()),
  INACTIVE_PRACTITIONERS(
      "inactive_practitioners", "practitioners/inactive", "practitioners", Set.of(), Set.of()),
  BUSINESSES("businesses", Set.of(ARCHIVED_AT), Set.of(ARCHIVED_AT, DELETED_AT)),
  APPOINTMENT_TYPES("appointment_types", Set.of(ARCHIVED_AT), Set.of(ARCHIVED_AT));

  /** A field that says since when a record is gone. */
  public enum Tombstone {
    ARCHIVED_AT,
    CANCELLED_AT,
    DELETED_AT;

    /** Its name at the source. */
    public String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String resource;
  private final String path;
  private final String jsonMember;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Tombstone> hiddenByDefault;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Tombstone> filterableTombstones;

  ClinikoResource(String name, Set<Tombstone> hides, Set<Tombstone> tombstones) {
    this(name, name, hides, tombstones);
  }

  ClinikoResource(String resource, String path, Set<Tombstone> hides, Set<Tombstone> tombstones) {
    this(resource, path, path, hides, tombstones);
  }

  ClinikoResource(
      String resource,
      String path,
      String member,
      Set<Tombstone> hides,
      Set<Tombstone> tombstones) {
    this.resource = resource;
    this.path = path;
    this.jsonMember = member;
    this.hiddenByDefault = hides;
    this.filterableTombstones = tombstones;
  }

  /**
   * The list of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ClinikoResource named(String resource) {
    return Stream.of(values())
        .filter(list -> list.resource.equals(resource))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No list of Cliniko: " + resource));
  }

  /** Its name in events. */
  public String resource() {
    return resource;
  }

  /** Where the list is, below the API's base. */
  String path() {
    return path;
  }

  /** The member of an answer that holds the records. */
  String jsonMember() {
    return jsonMember;
  }

  /** What the list leaves out unless asked not to. */
  public Set<Tombstone> hiddenByDefault() {
    return hiddenByDefault;
  }

  /** By which it can be filtered. */
  public Set<Tombstone> filterableTombstones() {
    return filterableTombstones;
  }
}
