package io.syncledger.testkit.cliniko.clinic;

import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The tables of a clinic whose records are computed from a seed when they are read. */
final class GeneratedClinic {

  private static final int MAX_SEATS = 6;

  private final ClinicSize size;
  private final long seed;
  private final Instant now;
  private final SeededRandom random;
  private final PatientGenerator patients;

  /**
   * @param now later than all instants of the records
   */
  GeneratedClinic(ClinicSize size, long seed, Instant now) {
    this.size = size;
    this.seed = seed;
    this.now = now;
    this.random = new SeededRandom(seed);
    this.patients = new PatientGenerator(random, now, PatientGenerator.rowsFor(size.patients()));
  }

  /** All resources. */
  Map<Resource, Table> tables() {
    var referenceData =
        new ReferenceDataGenerator(
            random,
            now,
            size.activePractitioners(),
            size.formerPractitioners(),
            size.businesses(),
            size.appointmentTypes());
    Map<Resource, Table> tables = bookings(referenceData);
    tables.put(Resource.PATIENTS, patientTable());
    tables.put(Resource.USERS, SampleClinic.referenceData(sinceRecording()).get(Resource.USERS));
    tables.put(Resource.PRACTITIONERS, referenceData.practitioners());
    tables.put(Resource.BUSINESSES, referenceData.businessTable());
    tables.put(Resource.APPOINTMENT_TYPES, referenceData.appointmentTypes());
    return tables;
  }

  /** Patients, and the reference data of the recorded clinic. */
  Map<Resource, Table> patientsOnly() {
    Map<Resource, Table> tables = bookings(new ReferenceDataGenerator(random, now, 1, 0, 1, 1));
    tables.put(Resource.PATIENTS, patientTable());
    tables.putAll(SampleClinic.referenceData(sinceRecording()));
    return tables;
  }

  private Table patientTable() {
    return new Table(
        Resource.PATIENTS, patients.rows(), row -> new GeneratedPatient(patients, row), seed);
  }

  private Map<Resource, Table> bookings(ReferenceDataGenerator referenceData) {
    int seats = Math.max(1, Math.min(MAX_SEATS, patients.rows()));
    int attendees = size.groupAppointments() * seats;
    var individual =
        new AppointmentGenerator(
            random(1), calendar(1, size.appointments()), patients, referenceData, now);
    var group =
        new GroupAppointmentGenerator(
            random(2), calendar(2, size.groupAppointments()), patients, referenceData, seats);
    var attendee = new AttendeeGenerator(random(3), calendar(3, attendees), group);
    Map<Resource, Table> tables = new EnumMap<>(Resource.class);
    put(tables, Resource.INDIVIDUAL_APPOINTMENTS, size.appointments(), individual);
    put(tables, Resource.GROUP_APPOINTMENTS, size.groupAppointments(), group);
    put(tables, Resource.ATTENDEES, attendees, attendee);
    return tables;
  }

  private void put(
      Map<Resource, Table> tables, Resource resource, int rows, RecordGenerator records) {
    tables.put(resource, new Table(resource, rows, records::record, seed));
  }

  private SeededRandom random(int resource) {
    return new SeededRandom(seed + resource);
  }

  private AppointmentCalendar calendar(int resource, int rows) {
    return new AppointmentCalendar(random(resource), now, rows);
  }

  private Duration sinceRecording() {
    return Duration.between(SampleClinic.RECORDED_AT, now);
  }
}
