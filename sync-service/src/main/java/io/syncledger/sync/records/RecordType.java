package io.syncledger.sync.records;

import static io.syncledger.sync.records.Column.bool;
import static io.syncledger.sync.records.Column.date;
import static io.syncledger.sync.records.Column.decimal;
import static io.syncledger.sync.records.Column.ids;
import static io.syncledger.sync.records.Column.instant;
import static io.syncledger.sync.records.Column.integer;
import static io.syncledger.sync.records.Column.link;
import static io.syncledger.sync.records.Column.phoneNumbers;
import static io.syncledger.sync.records.Column.repeatRule;
import static io.syncledger.sync.records.Column.text;

import io.syncledger.sync.source.cliniko.ClinikoResource;
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
      bool("patient_arrived"),
      bool("did_not_arrive"),
      bool("email_reminder_sent"),
      bool("sms_reminder_sent"),
      bool("online_booking_policy_accepted"),
      integer("cancellation_reason"),
      integer("invoice_status"),
      integer("treatment_note_status"),
      instant("archived_at"),
      instant("cancelled_at"),
      instant("deleted_at")),
  GROUP_APPOINTMENTS(
      "group_appointment",
      instant("starts_at"),
      instant("ends_at"),
      integer("max_attendees"),
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
      bool("arrived"),
      bool("email_reminder_sent"),
      bool("sms_reminder_sent"),
      bool("online_booking_policy_accepted"),
      integer("cancellation_reason"),
      integer("invoice_status"),
      integer("treatment_note_status"),
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
      bool("active"),
      bool("show_in_online_bookings"),
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
      bool("show_in_online_bookings"),
      bool("appointment_reminders_enabled"),
      instant("archived_at"),
      instant("deleted_at")),
  APPOINTMENT_TYPES(
      "appointment_type",
      text("name"),
      text("description"),
      text("category"),
      text("color"),
      integer("duration_in_minutes"),
      integer("max_attendees"),
      bool("show_in_online_bookings"),
      bool("telehealth_enabled"),
      bool("online_payments_enabled"),
      text("online_payments_mode"),
      integer("online_bookings_lead_time_hours"),
      decimal("deposit_price"),
      bool("add_deposit_to_account_credit"),
      link("billable_item"),
      link("product"),
      link("treatment_note_template"),
      instant("archived_at"));

  private final String singular;
  private final String idColumn;

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList
  private final List<Column> columns;

  /**
   * @param singular what one record is called
   */
  RecordType(String one, Column... columns) {
    this.singular = one;
    this.idColumn = "cliniko_" + one + "_id";
    this.columns =
        Stream.of(
                Stream.of(Column.id(idColumn)),
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
  String idColumn() {
    return idColumn;
  }

  /** What keeps a record from being there twice. */
  String uniqueConstraint() {
    return table() + "_org_cliniko_" + singular + "_unique";
  }

  /** All that come from the source, the id first. */
  List<Column> columns() {
    return columns;
  }
}
