package io.syncledger.testkit.verification;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The product's table for each Cliniko resource. */
public enum SyncedTable {
  PATIENTS("patients", Resource.PATIENTS),
  APPOINTMENTS("appointments", Resource.INDIVIDUAL_APPOINTMENTS),
  GROUP_APPOINTMENTS("group_appointments", Resource.GROUP_APPOINTMENTS),
  ATTENDEES("attendees", Resource.ATTENDEES),
  PRACTITIONERS("practitioners", Resource.PRACTITIONERS),
  BUSINESSES("businesses", Resource.BUSINESSES),
  APPOINTMENT_TYPES("appointment_types", Resource.APPOINTMENT_TYPES);

  private final String table;
  private final Resource resource;

  SyncedTable(String table, Resource source) {
    this.table = table;
    this.resource = source;
  }

  /** The name of the table, which is also the name of the resource in events. */
  public String table() {
    return table;
  }

  public Resource resource() {
    return resource;
  }

  /** How a record is named in differences: {@code patients/123}. */
  public String recordName(String id) {
    return table + "/" + id;
  }

  /** The names of the records that are served without a valid id. */
  public Set<String> unidentifiable(Clinic clinic) {
    return clinic
        .table(resource)
        .all(List.of())
        .filter(record -> !record.served().path("id").asText().matches("\\d{1,19}"))
        .map(record -> recordName(String.valueOf(record.value(Field.ID))))
        .collect(Collectors.toSet());
  }

  /**
   * The table of a resource.
   *
   * @param resource as named in events
   */
  public static SyncedTable of(String resource) {
    return Arrays.stream(values())
        .filter(kept -> resource.endsWith(kept.table))
        .min(Comparator.comparingInt(kept -> resource.length() - kept.table.length()))
        .orElseThrow();
  }

  public static List<SyncedTable> all() {
    return Arrays.asList(values());
  }
}
