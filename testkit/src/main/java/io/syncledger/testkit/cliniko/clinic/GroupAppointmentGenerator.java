package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Generates group appointments.
 *
 * @param seats attendees of each, all different patients
 */
record GroupAppointmentGenerator(
    SeededRandom random,
    AppointmentCalendar calendar,
    PatientGenerator patients,
    ReferenceDataGenerator referenceData,
    int seats)
    implements BookingGenerator {

  @Override
  public long firstId() {
    return 1_520_000_000_000_000_000L;
  }

  /** Attendees are cancelled, not group appointments. */
  @Override
  public @Nullable Instant cancelledAt(int row) {
    return null;
  }

  /** The patient in a seat. */
  long patient(int row, int seat) {
    return patients.id((random.intBelow(row, 11, patients.rows()) + seat) % patients.rows());
  }

  @Override
  public ObjectNode tree(int row) {
    int type = referenceData.groupType();
    Instant start = calendar.startsAt(row);
    ObjectNode tree = RecordJson.record(id(row), createdAt(row), updatedAt(row));
    tree.put("starts_at", start.toString());
    tree.put("ends_at", start.plus(Duration.ofMinutes(referenceData.minutes(type))).toString());
    RecordJson.putInstant(tree, "archived_at", archivedAt(row));
    RecordJson.putNulls(tree, "deleted_at", "notes", "repeats", "telehealth_url");
    tree.put("max_attendees", Math.max(10, seats)).putObject("repeat_rule");
    ArrayNode attending = tree.putArray("patient_ids");
    for (int seat = 0; seat < seats; seat++) {
      attending.add(Long.toString(patient(row, seat)));
    }
    String self = Resource.GROUP_APPOINTMENTS.path() + '/' + id(row);
    RecordJson.putLink(
        tree, "appointment_type", Resource.APPOINTMENT_TYPES, referenceData.type(type));
    RecordJson.putLink(
        tree,
        "business",
        Resource.BUSINESSES,
        referenceData.business(random.intBelow(row, 12, 999)));
    long practitioner = referenceData.practitioner(random.intBelow(row, 13, 999));
    RecordJson.putLink(tree, "practitioner", Resource.PRACTITIONERS, practitioner);
    RecordJson.putLink(tree, "attendees", self + "/attendees");
    RecordJson.putSelfLink(tree, Resource.GROUP_APPOINTMENTS);
    return tree;
  }
}
