package io.syncledger.sync.records;

import static io.syncledger.sync.records.Column.date;
import static io.syncledger.sync.records.Column.decimal;
import static io.syncledger.sync.records.Column.ids;
import static io.syncledger.sync.records.Column.instant;
import static io.syncledger.sync.records.Column.link;
import static io.syncledger.sync.records.Column.phoneNumbers;
import static io.syncledger.sync.records.Column.repeatRule;
import static io.syncledger.sync.records.Column.text;
import static io.syncledger.sync.records.Column.truth;
import static io.syncledger.sync.records.Column.whole;

import io.syncledger.sync.cliniko.ClinikoResource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is kept of each type of record, and where. Left out on purpose: health notes and any other
 * free text about a person, links that work for whoever holds them, addresses of computers.
 */
enum RecordType {
  PATIENTS(
      "patient",
      text("first_name"),
      text("last_name"),
      text("preferred_first_name"),
      text("title"),
      date("date_of_birth"),
      text("gender"),
      text("gender_identity"),
      text("sex"),
      text("email"),
      phoneNumbers("phone_numbers", "patient_phone_numbers"),
      text("reminder_type"),
      text("time_zone"),
      text("address_1"),
      text("address_2"),
      text("address_3"),
      text("city"),
      text("state"),
      text("post_code"),
      text("country"),
      text("country_code"),
      instant("archived_at"),
      instant("deleted_at"),
      instant("merged_at"),
      link("merged_with_patient")),
  APPOINTMENTS(
      "appointment",
      instant("starts_at"),
      instant("ends_at"),
      link("patient"),
      link("practitioner"),
      link("business"),
      link("appointment_type"),
      link("patient_case"),
      link("repeated_from"),
      repeatRule("repeat_rule"),
      truth("patient_arrived"),
      truth("did_not_arrive"),
      truth("email_reminder_sent"),
      truth("sms_reminder_sent"),
      truth("online_booking_policy_accepted"),
      whole("cancellation_reason"),
      whole("invoice_status"),
      whole("treatment_note_status"),
      instant("archived_at"),
      instant("cancelled_at"),
      instant("deleted_at")),
  GROUP_APPOINTMENTS(
      "group_appointment",
      instant("starts_at"),
      instant("ends_at"),
      whole("max_attendees"),
      ids("patient_ids"),
      link("practitioner"),
      link("business"),
      link("appointment_type"),
      link("repeated_from"),
      repeatRule("repeat_rule"),
      instant("archived_at"),
      instant("deleted_at")),
  ATTENDEES(
      "attendee",
      link("booking"),
      link("patient"),
      link("patient_case"),
      truth("arrived"),
      truth("email_reminder_sent"),
      truth("sms_reminder_sent"),
      truth("online_booking_policy_accepted"),
      whole("cancellation_reason"),
      whole("invoice_status"),
      whole("treatment_note_status"),
      instant("archived_at"),
      instant("cancelled_at"),
      instant("deleted_at")),
  PRACTITIONERS(
      "practitioner",
      text("first_name"),
      text("last_name"),
      text("title"),
      text("label"),
      text("display_name"),
      text("designation"),
      truth("active"),
      truth("show_in_online_bookings"),
      link("user"),
      link("default_appointment_type")),
  BUSINESSES(
      "business",
      text("business_name"),
      text("display_name"),
      text("label"),
      text("address_1"),
      text("address_2"),
      text("city"),
      text("state"),
      text("post_code"),
      text("country"),
      text("country_code"),
      text("time_zone"),
      text("time_zone_identifier"),
      text("email_reply_to"),
      text("website_address"),
      text("business_registration_name"),
      text("business_registration_value"),
      ids("appointment_type_ids"),
      truth("show_in_online_bookings"),
      truth("appointment_reminders_enabled"),
      instant("archived_at"),
      instant("deleted_at")),
  APPOINTMENT_TYPES(
      "appointment_type",
      text("name"),
      text("description"),
      text("category"),
      text("color"),
      whole("duration_in_minutes"),
      whole("max_attendees"),
      truth("show_in_online_bookings"),
      truth("telehealth_enabled"),
      truth("online_payments_enabled"),
      text("online_payments_mode"),
      whole("online_bookings_lead_time_hours"),
      decimal("deposit_price"),
      truth("add_deposit_to_account_credit"),
      link("billable_item"),
      link("product"),
      link("treatment_note_template"),
      instant("archived_at"));

  private final String one;
  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList
  private final List<Column> columns;

  /**
   * @param one what one record is called
   */
  RecordType(String one, Column... columns) {
    this.one = one;
    this.id = "cliniko_" + one + "_id";
    this.columns =
        Stream.of(
                Stream.of(Column.id(id)),
                Stream.of(columns),
                Stream.of(
                    instant("source_created_at", "created_at"),
                    instant("source_updated_at", "updated_at")))
            .flatMap(part -> part)
            .toList();
  }

  static RecordType of(ClinikoResource list) {
    return list == ClinikoResource.INACTIVE_PRACTITIONERS ? PRACTITIONERS : valueOf(list.name());
  }

  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of the source's id. */
  String id() {
    return id;
  }

  /** What keeps a record from being there twice. */
  String constraint() {
    return table() + "_org_cliniko_" + one + "_unique";
  }

  /** All that come from the source, the id first. */
  List<Column> columns() {
    return columns;
  }
}
