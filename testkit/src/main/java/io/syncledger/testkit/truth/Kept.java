package io.syncledger.testkit.truth;

import io.syncledger.testkit.cliniko.records.Resource;
import java.util.Arrays;
import java.util.List;

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

  Resource source() {
    return source;
  }

  public static List<Kept> all() {
    return Arrays.asList(values());
  }
}
