package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import java.util.List;

/** A patient record with all fields, of which only the id has a value. */
final class BlankPatient {

  private static final List<String> UNKNOWN =
      List.of(
          "preferred_first_name",
          "title",
          "date_of_birth",
          "email",
          "patient_phone_numbers",
          "address_1",
          "address_2",
          "address_3",
          "city",
          "state",
          "post_code",
          "country",
          "country_code",
          "time_zone",
          "reminder_type",
          "gender",
          "gender_identity",
          "sex",
          "pronouns",
          "accepted_privacy_policy",
          "accepted_email_marketing",
          "accepted_sms_marketing",
          "custom_fields",
          "notes",
          "appointment_notes",
          "old_reference_id",
          "archived_at",
          "deleted_at",
          "merged_at");

  private BlankPatient() {}

  static ObjectNode blank(String id, String now) {
    ObjectNode patient = JsonNodeFactory.instance.objectNode();
    patient.put("id", id).put("first_name", "").put("last_name", "").put("label", "");
    UNKNOWN.forEach(patient::putNull);
    patient.put("created_at", now).put("updated_at", now);
    String self = LinkRoot.ORIGIN + "/patients/" + id;
    patient.putObject("appointments").putObject("links").put("self", self + "/appointments");
    patient.putObject("medical_alerts").putObject("links").put("self", self + "/medical_alerts");
    patient.putObject("links").put("self", self);
    return patient;
  }
}
