package io.syncledger.testkit.cliniko.clinic;

import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

/**
 * A clinic of any size whose records are computed from a seed when they are read. What is not asked
 * for is not there, but for a few practitioners, businesses and appointment types.
 *
 * <pre>{@code
 * Clinic.builder().patients(1_000).appointments(400).groupAppointments(20).seed(7).build()
 * }</pre>
 */
public final class GeneratedClinic {

  private static final int MOST_SEATS = 6;

  private int patients;
  private int appointments;
  private int groups;
  private int practitioners = 5;
  private int inactive = 2;
  private int businesses = 2;
  private int types = 4;
  private long seed = 1;
  private Clock clock = Clock.systemUTC();

  GeneratedClinic() {}

  /** Live ones; a fiftieth of that is archived besides. */
  public GeneratedClinic patients(int live) {
    patients = live;
    return this;
  }

  /** Individual ones in all: one in 11 of them is cancelled, one in 37 archived. */
  public GeneratedClinic appointments(int count) {
    appointments = count;
    return this;
  }

  /** Group appointments in all, each with up to six attendees: one in 37 is archived. */
  public GeneratedClinic groupAppointments(int count) {
    groups = count;
    return this;
  }

  /** Those who work there, and those who no longer do; at least one in all. */
  public GeneratedClinic practitioners(int active, int noLonger) {
    practitioners = active;
    inactive = noLonger;
    return this;
  }

  /** At least one. */
  public GeneratedClinic businesses(int count) {
    businesses = count;
    return this;
  }

  /** At least one; the last of several is for groups. */
  public GeneratedClinic appointmentTypes(int count) {
    types = count;
    return this;
  }

  /** Decides everything that is not asked for. */
  public GeneratedClinic seed(long other) {
    seed = other;
    return this;
  }

  /** Its instants lie before the clock's now; edits are made at the clock's time. */
  public GeneratedClinic clock(Clock other) {
    clock = other;
    return this;
  }

  /**
   * @throws IllegalArgumentException when the numbers do not fit each other
   */
  public Clinic build() {
    require(practitioners + inactive > 0 && businesses > 0 && types > 0, "nobody can be booked");
    require(patients > 0 || appointments + groups == 0, "appointments need a patient");
    Instant now = now(clock);
    SeededRandom dice = new SeededRandom(seed);
    ReferenceDataGenerator premises =
        new ReferenceDataGenerator(dice, now, practitioners, inactive, businesses, types);
    PatientGenerator people = new PatientGenerator(dice, now, PatientGenerator.rowsFor(patients));
    Map<Resource, Table> tables = tables(people, premises, now);
    tables.put(Resource.USERS, SampleClinic.referenceData(shift(now)).get(Resource.USERS));
    tables.put(Resource.PRACTITIONERS, premises.practitioners());
    tables.put(Resource.BUSINESSES, premises.businessTable());
    tables.put(Resource.APPOINTMENT_TYPES, premises.appointmentTypes());
    return new Clinic(clock, tables);
  }

  /** Patients alone, in the setting of the recorded clinic. */
  static Clinic ofPatients(int live, long seed, Clock clock) {
    GeneratedClinic clinic = new GeneratedClinic().patients(live).seed(seed).clock(clock);
    Instant now = now(clock);
    SeededRandom dice = new SeededRandom(seed);
    PatientGenerator people = new PatientGenerator(dice, now, PatientGenerator.rowsFor(live));
    Map<Resource, Table> tables =
        clinic.tables(people, new ReferenceDataGenerator(dice, now, 1, 0, 1, 1), now);
    tables.putAll(SampleClinic.referenceData(shift(now)));
    return new Clinic(clock, tables);
  }

  private Map<Resource, Table> tables(
      PatientGenerator people, ReferenceDataGenerator premises, Instant now) {
    Map<Resource, Table> tables = new EnumMap<>(Resource.class);
    int seats = Math.max(1, Math.min(MOST_SEATS, people.rows()));
    AppointmentGenerator solo =
        new AppointmentGenerator(
            new SeededRandom(seed + 1),
            new AppointmentCalendar(new SeededRandom(seed + 1), now, appointments),
            people,
            premises,
            now);
    GroupAppointmentGenerator group =
        new GroupAppointmentGenerator(
            new SeededRandom(seed + 2),
            new AppointmentCalendar(new SeededRandom(seed + 2), now, groups),
            people,
            premises,
            seats);
    AttendeeGenerator seat =
        new AttendeeGenerator(
            new SeededRandom(seed + 3),
            new AppointmentCalendar(new SeededRandom(seed + 3), now, groups * seats),
            group);
    tables.put(
        Resource.PATIENTS,
        new Table(
            Resource.PATIENTS, people.rows(), row -> new GeneratedPatient(people, row), seed));
    put(tables, Resource.INDIVIDUAL_APPOINTMENTS, appointments, solo);
    put(tables, Resource.GROUP_APPOINTMENTS, groups, group);
    put(tables, Resource.ATTENDEES, groups * seats, seat);
    return tables;
  }

  private void put(
      Map<Resource, Table> tables, Resource resource, int rows, RecordGenerator recipe) {
    tables.put(resource, new Table(resource, rows, recipe::record, seed));
  }

  private static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Duration shift(Instant now) {
    return Duration.between(SampleClinic.RECORDED_AT, now);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
