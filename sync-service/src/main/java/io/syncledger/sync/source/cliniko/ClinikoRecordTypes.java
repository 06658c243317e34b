package io.syncledger.sync.source.cliniko;

import static io.syncledger.sync.source.Column.bool;
import static io.syncledger.sync.source.Column.date;
import static io.syncledger.sync.source.Column.decimal;
import static io.syncledger.sync.source.Column.ids;
import static io.syncledger.sync.source.Column.instant;
import static io.syncledger.sync.source.Column.integer;
import static io.syncledger.sync.source.Column.text;
import static io.syncledger.sync.source.cliniko.ClinikoColumns.link;
import static io.syncledger.sync.source.cliniko.ClinikoColumns.phoneNumbers;
import static io.syncledger.sync.source.cliniko.ClinikoColumns.repeatRule;

import io.syncledger.sync.source.Column;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RecordType;
import java.util.stream.Stream;

/**
 * Columns of each type of Cliniko's records. Left out on purpose: health notes and any other free
 * text about a person, links that work without authentication, IP addresses.
 */
final class ClinikoRecordTypes {
  static final RecordType PATIENTS =
      type(
          "patients",
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
          link("merged_with_patient"));

  static final RecordType APPOINTMENTS =
      type(
          "appointments",
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
          instant("deleted_at"));

  static final RecordType GROUP_APPOINTMENTS =
      type(
          "group_appointments",
          "group_appointment",
          instant("starts_at"),
          instant("ends_at"),
          integer("max_attendees"),
          ids("patient_ids", IdFormat.NUMERIC),
          link("practitioner"),
          link("business"),
          link("appointment_type"),
          link("repeated_from"),
          repeatRule("repeat_rule"),
          instant("archived_at"),
          instant("deleted_at"));

  static final RecordType ATTENDEES =
      type(
          "attendees",
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
          instant("deleted_at"));

  static final RecordType PRACTITIONERS =
      type(
          "practitioners",
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
          link("default_appointment_type"));

  static final RecordType BUSINESSES =
      type(
          "businesses",
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
          ids("appointment_type_ids", IdFormat.NUMERIC),
          bool("show_in_online_bookings"),
          bool("appointment_reminders_enabled"),
          instant("archived_at"),
          instant("deleted_at"));

  static final RecordType APPOINTMENT_TYPES =
      type(
          "appointment_types",
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

  private ClinikoRecordTypes() {}

  private static RecordType type(String table, String singular, Column... columns) {
    var idColumn = "cliniko_" + singular + "_id";
    return new RecordType(
        table,
        idColumn,
        table + "_org_cliniko_" + singular + "_unique",
        Stream.of(
                Stream.of(Column.id(idColumn, IdFormat.NUMERIC)),
                Stream.of(columns),
                Stream.of(
                    instant("source_created_at", "created_at"),
                    instant("source_updated_at", "updated_at")))
            .flatMap(part -> part)
            .toList());
  }
}
