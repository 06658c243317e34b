package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Duration;
import java.time.Instant;

/** Generates individual appointments. */
record AppointmentGenerator(
    SeededRandom random,
    AppointmentCalendar calendar,
    PatientGenerator patients,
    ReferenceDataGenerator referenceData,
    Instant now)
    implements BookingGenerator {

  @Override
  public long firstId() {
    return 1_510_000_000_000_000_000L;
  }

  @Override
  public ObjectNode tree(int row) {
    Instant start = calendar.startsAt(row);
    boolean over = start.isBefore(now);
    int type = referenceData.individualType(random.intBelow(row, 11, 1 << 16));
    int patient = random.intBelow(row, 12, patients.rows());
    ObjectNode tree = RecordJson.record(id(row), createdAt(row), updatedAt(row));
    tree.put("starts_at", start.toString());
    tree.put("ends_at", start.plus(Duration.ofMinutes(referenceData.minutes(type))).toString());
    RecordJson.putInstant(tree, "archived_at", archivedAt(row));
    RecordJson.putNulls(tree, "deleted_at", "notes", "online_booking_policy_accepted", "repeats");
    RecordJson.putNulls(tree, "booking_ip_address", "invoice_status", "treatment_note_status");
    RecordJson.putCancellation(tree, cancelledAt(row), row);
    tree.put("patient_name", patients.firstName(patient) + ' ' + patients.lastName(patient));
    tree.put("did_not_arrive", over && random.oneIn(20, row, 13)).put("patient_arrived", over);
    tree.put("email_reminder_sent", over).put("sms_reminder_sent", false);
    tree.put("has_patient_appointment_notes", false).putObject("repeat_rule");
    String self = Resource.INDIVIDUAL_APPOINTMENTS.path() + '/' + id(row);
    tree.put("telehealth_url", "https://clinic.example.test/" + self + "/connect");
    links(tree, row, type, self);
    RecordJson.putLink(tree, "patient", Resource.PATIENTS, patients.id(patient));
    return tree;
  }

  private void links(ObjectNode tree, int row, int type, String self) {
    RecordJson.putLink(
        tree, "appointment_type", Resource.APPOINTMENT_TYPES, referenceData.type(type));
    RecordJson.putLink(
        tree,
        "business",
        Resource.BUSINESSES,
        referenceData.business(random.intBelow(row, 14, 999)));
    long practitioner = referenceData.practitioner(random.intBelow(row, 15, 999));
    RecordJson.putLink(tree, "practitioner", Resource.PRACTITIONERS, practitioner);
    RecordJson.putLink(tree, "attendees", self + "/attendees");
    RecordJson.putLink(tree, "conflicts", self + "/conflicts");
    RecordJson.putSelfLink(tree, Resource.INDIVIDUAL_APPOINTMENTS);
  }
}
