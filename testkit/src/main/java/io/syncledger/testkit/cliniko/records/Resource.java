package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The resources that the simulator serves, each with the fields that Cliniko's OpenAPI document
 * lists as filterable.
 */
public enum Resource {
  PATIENTS(
      "patients",
      """
      id number, archived_at instant, created_at instant, updated_at instant, date_of_birth date,
      email string, first_name string, last_name string, old_reference_id string,
      preferred_first_name string
      """),
  INDIVIDUAL_APPOINTMENTS(
      "individual_appointments",
      """
      id number, archived_at instant, created_at instant, deleted_at instant, updated_at instant,
      appointment_type_id number, business_id number, cancelled_at instant, ends_at instant,
      patient_id number, practitioner_id number, repeated_from_id number, starts_at instant
      """),
  GROUP_APPOINTMENTS(
      "group_appointments",
      """
      id number, archived_at instant, created_at instant, deleted_at instant, updated_at instant,
      appointment_type_id number, business_id number, ends_at instant, patient_ids array,
      practitioner_id number, repeated_from_id number, starts_at instant
      """),
  BOOKINGS(
      "bookings",
      """
      id number, archived_at instant, created_at instant, deleted_at instant, updated_at instant,
      appointment_type_id number, business_id number, cancelled_at instant, did_not_arrive boolean,
      ends_at instant, patient_ids array, practitioner_id number, repeated_from_id number,
      starts_at instant
      """),
  ATTENDEES(
      "attendees",
      """
      id number, archived_at instant, created_at instant, deleted_at instant, updated_at instant,
      appointment_id number, booking_id number, cancelled_at instant, patient_case_id number,
      patient_id number
      """),
  PRACTITIONERS(
      "practitioners",
      """
      id number, created_at instant, updated_at instant, user_id number,
      show_in_online_bookings boolean
      """),
  BUSINESSES(
      "businesses",
      """
      id number, archived_at instant, created_at instant, deleted_at instant, updated_at instant,
      appointment_type_ids array, show_in_online_bookings boolean
      """),
  APPOINTMENT_TYPES(
      "appointment_types",
      """
      id number, archived_at instant, created_at instant, updated_at instant, category string,
      online_payments_mode string, show_in_online_bookings boolean,
      appointment_confirmation_template_ids array, appointment_reminder_template_ids array
      """),
  USERS("users", "id number, created_at instant, updated_at instant");

  private final String path;

  // Stream.toList returns an immutable list.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Field> fields;

  Resource(String path, String fields) {
    this.path = path;
    this.fields = Field.list(fields);
  }

  /** The name of the resource in paths and list envelopes. */
  public String path() {
    return path;
  }

  public List<Field> fields() {
    return fields;
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  public static Optional<Resource> named(String path) {
    return Arrays.stream(values()).filter(resource -> resource.path.equals(path)).findFirst();
  }
}
