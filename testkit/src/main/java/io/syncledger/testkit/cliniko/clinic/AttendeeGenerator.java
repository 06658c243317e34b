package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.Resource;

/**
 * Generates attendees of group appointments: row by row, the seats of one group after those of
 * another.
 */
record AttendeeGenerator(
    SeededRandom random, AppointmentCalendar calendar, GroupAppointmentGenerator groups)
    implements BookingGenerator {

  @Override
  public long firstId() {
    return 1_530_000_000_000_000_000L;
  }

  @Override
  public ObjectNode tree(int row) {
    int group = row / groups.seats();
    ObjectNode tree = RecordJson.record(id(row), createdAt(row), updatedAt(row));
    RecordJson.putInstant(tree, "archived_at", archivedAt(row));
    RecordJson.putNulls(tree, "deleted_at", "notes", "booking_ip_address", "invoice_status");
    RecordJson.putNulls(tree, "online_booking_policy_accepted", "treatment_note_status");
    RecordJson.putCancellation(tree, cancelledAt(row), row);
    tree.put("arrived", random.oneIn(2, row, 11));
    tree.put("email_reminder_sent", false).put("sms_reminder_sent", true);
    String secret = "https://clinic.example.test/attendees/" + id(row);
    tree.put("cancellation_url", secret + "/cancel").put("telehealth_url", secret + "/connect");
    long patient = groups.patient(group, row % groups.seats());
    RecordJson.putLink(tree, "patient", Resource.PATIENTS, patient);
    RecordJson.putLink(tree, "booking", Resource.GROUP_APPOINTMENTS, groups.id(group));
    RecordJson.putSelfLink(tree, Resource.ATTENDEES);
    return tree;
  }
}
