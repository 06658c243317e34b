package io.syncledger.testkit.truth;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The product's table for each of Cliniko's resources. */
public enum Kept {
  PATIENTS("patients", Resource.PATIENTS),
  APPOINTMENTS("appointments", Resource.INDIVIDUAL_APPOINTMENTS),
  GROUP_APPOINTMENTS("group_appointments", Resource.GROUP_APPOINTMENTS),
  ATTENDEES("attendees", Resource.ATTENDEES),
  PRACTITIONERS("practitioners", Resource.PRACTITIONERS),
  BUSINESSES("businesses", Resource.BUSINESSES),
  APPOINTMENT_TYPES("appointment_types", Resource.APPOINTMENT_TYPES);

  private final String table;
  private final Resource source;

  Kept(String table, Resource source) {
    this.table = table;
    this.source = source;
  }

  /** The table's name, which is the resource's name in events too. */
  public String table() {
    return table;
  }

  public Resource source() {
    return source;
  }

  /** A record's name in differences: {@code patients/123}. */
  public String named(String id) {
    return table + "/" + id;
  }

  /** The names of the records that are served without a sound id. */
  public Set<String> nameless(Clinic clinic) {
    return clinic
        .table(source)
        .all(List.of())
        .filter(record -> !record.served().path("id").asText().matches("\\d{1,19}"))
        .map(record -> named(String.valueOf(record.value(Field.ID))))
        .collect(Collectors.toSet());
  }

  /**
   * The table of a resource's records.
   *
   * @param resource as events name it
   */
  public static Kept of(String resource) {
    return Arrays.stream(values())
        .filter(kept -> resource.endsWith(kept.table))
        .min(Comparator.comparingInt(kept -> resource.length() - kept.table.length()))
        .orElseThrow();
  }

  public static List<Kept> all() {
    return Arrays.asList(values());
  }
}
