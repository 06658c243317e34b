package io.syncledger.sync.patients;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.Reject;
import io.syncledger.sync.cliniko.RawRecord;
import io.syncledger.sync.patients.Patient.Address;
import io.syncledger.sync.patients.Patient.Contact;
import io.syncledger.sync.patients.Patient.History;
import io.syncledger.sync.patients.Patient.Names;
import io.syncledger.sync.patients.Patient.Person;
import io.syncledger.sync.patients.Patient.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a page's records one by one, so that a bad one costs only itself. */
final class PatientReader {
  static final long MAX_BYTES = 1_000_000;

  private PatientReader() {}

  /**
   * What became of a page's records; both lists together are as long as the page.
   *
   * @param patients in the order of the page, repetitions included
   */
  record Reading(List<Patient> patients, List<Reject> rejects) {}

  static Reading read(List<RawRecord> records) {
    var patients = new ArrayList<Patient>(records.size());
    var rejects = new ArrayList<Reject>();
    for (var record : records) {
      try {
        patients.add(patient(record));
      } catch (UnreadableException e) {
        rejects.add(new Reject(idOf(record.json()), e.errorType(), e.reason()));
      }
    }
    return new Reading(patients, rejects);
  }

  private static Patient patient(RawRecord record) {
    if (record.bytes() > MAX_BYTES) {
      throw UnreadableException.tooLarge(MAX_BYTES);
    }
    if (!record.json().isObject()) {
      throw UnreadableException.mismatch("record", "must be an object");
    }
    var fields = new Fields(record.json());
    return new Patient(
        fields.id("id"),
        names(fields),
        person(fields),
        contact(fields),
        address(fields),
        history(fields));
  }

  private static Names names(Fields fields) {
    return new Names(
        fields.text("first_name"),
        fields.text("last_name"),
        fields.text("preferred_first_name"),
        fields.text("title"));
  }

  private static Person person(Fields fields) {
    return new Person(
        fields.date("date_of_birth"),
        fields.text("gender"),
        fields.text("gender_identity"),
        fields.text("sex"));
  }

  private static Contact contact(Fields fields) {
    var numbers = fields.objects("patient_phone_numbers");
    return new Contact(
        fields.text("email"),
        numbers == null ? null : numbers.map(PatientReader::phoneNumber).toList(),
        fields.text("reminder_type"),
        fields.text("time_zone"));
  }

  private static PhoneNumber phoneNumber(Fields fields) {
    return new PhoneNumber(
        fields.text("phone_type"), fields.text("number"), fields.text("normalized_number"));
  }

  private static Address address(Fields fields) {
    return new Address(
        fields.text("address_1"),
        fields.text("address_2"),
        fields.text("address_3"),
        fields.text("city"),
        fields.text("state"),
        fields.text("post_code"),
        fields.text("country"),
        fields.text("country_code"));
  }

  private static History history(Fields fields) {
    return new History(
        fields.instant("created_at"),
        fields.instant("updated_at"),
        fields.instant("archived_at"),
        fields.instant("deleted_at"),
        fields.instant("merged_at"),
        fields.linkedId("merged_with_patient"));
  }

  /** Only a sound id is repeated: anything else in its place could be anything. */
  private static @Nullable String idOf(JsonNode record) {
    try {
      return new Fields(record).id("id");
    } catch (UnreadableException e) {
      return null;
    }
  }
}
