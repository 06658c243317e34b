package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a generated patient's JSON directly to bytes, a page of a hundred in about a millisecond.
 * So a large clinic needs no memory for its records, and the simulator does not slow down a client
 * under measurement.
 */
final class PatientJsonWriter {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_LENGTH = 2_048;
  private static final String[] UNKNOWN = {
    "preferred_first_name", "address_2", "address_3", "gender_identity", "pronouns",
    "accepted_privacy_policy", "custom_fields", "notes", "appointment_notes", "old_reference_id",
    "deleted_at", "merged_at"
  };

  private final PatientGenerator generator;
  private final int row;
  private final JsonGenerator json;

  private PatientJsonWriter(PatientGenerator generator, int row, JsonGenerator json) {
    this.generator = generator;
    this.row = row;
    this.json = json;
  }

  static byte[] json(PatientGenerator generator, int row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_LENGTH);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      new PatientJsonWriter(generator, row, json).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("id", Long.toString(generator.id(row)));
    person();
    address();
    phones();
    text("reminder_type", generator.pick(row, 9, SampleNames.REMINDERS));
    json.writeBooleanField("accepted_email_marketing", generator.intBelow(row, 10, 2) == 0);
    json.writeBooleanField("accepted_sms_marketing", generator.intBelow(row, 11, 2) == 0);
    for (String field : UNKNOWN) {
      json.writeNullField(field);
    }
    instant("created_at", generator.createdAt(row));
    instant("updated_at", generator.updatedAt(row));
    instant("archived_at", generator.archivedAt(row));
    links();
    json.writeEndObject();
  }

  private void person() throws IOException {
    String first = generator.firstName(row);
    String last = generator.lastName(row);
    String gender = generator.pick(row, 12, SampleNames.GENDERS);
    text("first_name", first);
    text("last_name", last);
    text("label", first + ' ' + last);
    text("title", gender.equals("Female") ? "Ms" : "Mr");
    text("date_of_birth", generator.dateOfBirth(row));
    text("email", generator.email(row));
    text("gender", gender);
    text("sex", gender);
  }

  private void address() throws IOException {
    String street = generator.pick(row, 13, SampleNames.STREETS);
    text("address_1", 1 + generator.intBelow(row, 14, 400) + " " + street);
    text("city", generator.pick(row, 15, SampleNames.CITIES));
    text("state", "NSW");
    text("post_code", "2000");
    text("country", "Australia");
    text("country_code", "AU");
    text("time_zone", "Australia/Sydney");
  }

  /** One in ten has no number: half of those have an empty list, the others null. */
  private void phones() throws IOException {
    int kind = generator.intBelow(row, 16, 20);
    if (kind == 0) {
      json.writeNullField("patient_phone_numbers");
      return;
    }
    json.writeArrayFieldStart("patient_phone_numbers");
    if (kind > 1) {
      // From 0491 570 000 on: Australia reserves numbers in this range for fiction.
      String digits = Integer.toString(570_000 + generator.intBelow(row, 17, 10_000));
      json.writeStartObject();
      text("phone_type", "Mobile");
      text("number", "0491 " + digits.substring(0, 3) + ' ' + digits.substring(3));
      text("normalized_number", "61491" + digits);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void links() throws IOException {
    String self = "/patients/" + generator.id(row);
    link("appointments", self + "/appointments");
    link("medical_alerts", self + "/medical_alerts");
    json.writeObjectFieldStart("links");
    self(self);
    json.writeEndObject();
  }

  private void link(String relation, String path) throws IOException {
    json.writeObjectFieldStart(relation);
    json.writeObjectFieldStart("links");
    self(path);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void self(String path) throws IOException {
    json.writeFieldName("self");
    json.writeRawValue('"' + LinkRoot.MARKED + path + '"');
  }

  private void instant(String field, @Nullable Instant instant) throws IOException {
    text(field, instant == null ? null : instant.toString());
  }

  private void text(String field, @Nullable String value) throws IOException {
    json.writeFieldName(field);
    json.writeString(value);
  }
}
