package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.records.Resource;
import java.util.Arrays;
import java.util.Optional;

/** The lists below a single record, such as {@code /patients/1/appointments}. */
enum SubCollection {
  PATIENT_APPOINTMENTS(
      Resource.PATIENTS, "appointments", Resource.INDIVIDUAL_APPOINTMENTS, "patient_id"),
  PATIENT_ATTENDEES(Resource.PATIENTS, "attendees", Resource.ATTENDEES, "patient_id"),
  PRACTITIONER_APPOINTMENTS(
      Resource.PRACTITIONERS, "appointments", Resource.INDIVIDUAL_APPOINTMENTS, "practitioner_id"),
  BUSINESS_APPOINTMENTS(
      Resource.BUSINESSES, "appointments", Resource.INDIVIDUAL_APPOINTMENTS, "business_id"),
  INDIVIDUAL_ATTENDEES(
      Resource.INDIVIDUAL_APPOINTMENTS, "attendees", Resource.ATTENDEES, "booking_id"),
  GROUP_ATTENDEES(Resource.GROUP_APPOINTMENTS, "attendees", Resource.ATTENDEES, "booking_id");

  private final Resource parent;
  private final String path;
  private final Resource children;
  private final String foreignKey;

  SubCollection(Resource parent, String path, Resource children, String foreignKey) {
    this.parent = parent;
    this.path = path;
    this.children = children;
    this.foreignKey = foreignKey;
  }

  static Optional<SubCollection> of(Resource parent, String path) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.parent == parent && candidate.path.equals(path))
        .findFirst();
  }

  /** The name of the list in its envelope. */
  String path() {
    return path;
  }

  Resource children() {
    return children;
  }

  /** The field of a child that refers to its parent. */
  String foreignKey() {
    return foreignKey;
  }
}
