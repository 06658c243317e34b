package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.CorruptedRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Filter;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A clinic's records, and the edits that its staff can make while a client reads. Returned trees
 * are copies with links rooted at {@link LinkRoot#ORIGIN}. Thread-safe.
 */
public final class Clinic {

  private static final long FIRST_NEW_ID = 1_700_000_000_000_000_001L;
  private static final List<Filter> LIVE = List.of(Filter.of(Field.ARCHIVED_AT, "!?"));

  private final Clock clock;
  private final Map<Resource, Table> tables;
  private final AtomicLong nextId = new AtomicLong(FIRST_NEW_ID);

  Clinic(Clock clock, Map<Resource, Table> tables) {
    this.clock = clock;
    this.tables = new EnumMap<>(tables);
  }

  /** The recorded clinic of 648 active patients, with its instants as recorded. */
  public static Clinic sample648() {
    return new Clinic(Clock.systemUTC(), SampleClinic.tables(SampleClinic.RECORDED_AT));
  }

  /** The recorded clinic, shifted as if it had been recorded now. */
  public static Clinic sample648(Clock clock) {
    return new Clinic(clock, SampleClinic.tables(clock.instant()));
  }

  /**
   * A generated clinic without appointments: {@code patients} active patients plus a fiftieth of
   * that number archived. The seed determines everything.
   */
  public static Clinic generated(int patients, long seed, Clock clock) {
    var size = new ClinicSize(patients, 0, 0, 1, 0, 1, 1);
    return new Clinic(clock, new GeneratedClinic(size, seed, seconds(clock)).patientsOnly());
  }

  /** The same, on the system clock. */
  public static Clinic generated(int patients, long seed) {
    return generated(patients, seed, Clock.systemUTC());
  }

  /**
   * Builds a generated clinic with appointments, group appointments and the records that they refer
   * to.
   */
  public static Builder builder() {
    return new Builder();
  }

  public Table table(Resource resource) {
    return resource == Resource.BOOKINGS
        ? bookings()
        : Objects.requireNonNull(tables.get(resource));
  }

  /** The union of individual and group appointments, collected anew for each query. */
  private Table bookings() {
    List<ClinicRecord> both =
        Stream.of(Resource.INDIVIDUAL_APPOINTMENTS, Resource.GROUP_APPOINTMENTS)
            .flatMap(resource -> table(resource).all(List.of()))
            .toList();
    return Table.of(Resource.BOOKINGS, both, 0);
  }

  /** The patients that are not archived, ordered by creation. */
  public List<ObjectNode> patients() {
    return table(Resource.PATIENTS).all(LIVE).map(ClinicRecord::tree).toList();
  }

  /** All records, archived and cancelled ones too, as a client has them after a full sync. */
  public Stream<ObjectNode> records(Resource resource) {
    return table(resource).all(List.of()).map(ClinicRecord::tree);
  }

  /** The same records as a list. */
  public List<ObjectNode> rows(Resource resource) {
    return records(resource).toList();
  }

  /** Adds a patient; {@code details} fills in the fields. Returns it with its new {@code id}. */
  public ObjectNode addPatient(Consumer<ObjectNode> details) {
    ObjectNode patient = BlankPatient.blank(Long.toString(nextId.getAndIncrement()), nowText());
    details.accept(patient);
    table(Resource.PATIENTS).add(new JsonRecord(patient));
    return patient;
  }

  /** Edits a patient as staff would, which sets {@code updated_at} to now. */
  public ObjectNode editPatient(String id, Consumer<ObjectNode> change) {
    return edit(Resource.PATIENTS, id, change);
  }

  /** Archives the loser, which then refers to the survivor; the survivor does not refer back. */
  public ObjectNode mergePatients(String loser, String survivor) {
    return editPatient(
        loser,
        patient -> {
          patient.put("archived_at", nowText()).put("merged_at", nowText());
          var links = patient.putObject("merged_with_patient").putObject("links");
          links.put("self", LinkRoot.ORIGIN + "/patients/" + survivor);
        });
  }

  /** Serves a patient with a defect until it is edited; it keeps its place in lists. */
  public void corruptPatient(String id, RecordDefect defect) {
    corrupt(Resource.PATIENTS, id, sound -> LinkRoot.write(defect.applyTo(sound)));
  }

  /** Serves a record as this JSON, with marked links, until it is edited. */
  public void corrupt(Resource resource, String id, Function<ObjectNode, byte[]> served) {
    table(resource).change(id, sound -> new CorruptedRecord(sound, served.apply(sound.tree())));
  }

  /** Removes a record without a trace. */
  public void remove(Resource resource, String id) {
    table(resource).remove(id);
  }

  /** Adds a copy of a record with a new id; {@code details} changes it. */
  public ObjectNode addCopyOf(Resource resource, String id, Consumer<ObjectNode> details) {
    ObjectNode tree = table(resource).find(id).orElseThrow().tree();
    tree.put("id", Long.toString(nextId.getAndIncrement()));
    tree.put("created_at", nowText()).put("updated_at", nowText());
    RecordJson.putSelfLink(tree, resource);
    details.accept(tree);
    table(resource).add(new JsonRecord(tree));
    return tree;
  }

  public ObjectNode archive(Resource resource, String id) {
    return edit(resource, id, row -> row.put("archived_at", nowText()));
  }

  public ObjectNode unarchive(Resource resource, String id) {
    return edit(resource, id, row -> row.putNull("archived_at"));
  }

  /** Cancels an individual appointment or an attendee of a group appointment. */
  public ObjectNode cancel(Resource resource, String id, CancellationReason reason) {
    return edit(
        resource,
        id,
        row ->
            row.put("cancelled_at", nowText())
                .put("cancellation_reason", reason.code())
                .put("cancellation_reason_description", reason.description()));
  }

  /** Edits a record, which sets {@code updated_at} to now. */
  public ObjectNode edit(Resource resource, String id, Consumer<ObjectNode> change) {
    return editKeepingUpdatedAt(
        resource,
        id,
        row -> {
          change.accept(row);
          row.put("updated_at", nowText());
        });
  }

  /**
   * Changes a record without touching {@code updated_at}, as a late commit or a silent archive
   * does.
   */
  public ObjectNode editKeepingUpdatedAt(
      Resource resource, String id, Consumer<ObjectNode> change) {
    return table(resource)
        .change(
            id,
            record -> {
              ObjectNode tree = record.tree();
              change.accept(tree);
              return new JsonRecord(tree);
            })
        .tree();
  }

  /** The current second, which is the timestamp of edits. */
  public Instant now() {
    return seconds(clock);
  }

  private String nowText() {
    return now().toString();
  }

  private static Instant seconds(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Builds a clinic of any size whose records are computed from a seed when they are read. By
   * default it has no records except a few practitioners, businesses and appointment types.
   *
   * <pre>{@code
   * Clinic.builder().patients(1_000).appointments(400).groupAppointments(20).seed(7).build()
   * }</pre>
   */
  public static final class Builder {
    private int patients;
    private int appointments;
    private int groupAppointments;
    private int activePractitioners = 5;
    private int formerPractitioners = 2;
    private int businesses = 2;
    private int appointmentTypes = 4;
    private long seed = 1;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Active patients; a fiftieth of that number is added as archived. */
    public Builder patients(int active) {
      patients = active;
      return this;
    }

    /** Individual appointments in total: one in 11 is cancelled, one in 37 archived. */
    public Builder appointments(int count) {
      appointments = count;
      return this;
    }

    /** Group appointments in total, each with up to six attendees: one in 37 is archived. */
    public Builder groupAppointments(int count) {
      groupAppointments = count;
      return this;
    }

    /** Active and former practitioners; at least one in total. */
    public Builder practitioners(int active, int former) {
      activePractitioners = active;
      formerPractitioners = former;
      return this;
    }

    /** At least one. */
    public Builder businesses(int count) {
      businesses = count;
      return this;
    }

    /** At least one; if there are several, the last one is for groups. */
    public Builder appointmentTypes(int count) {
      appointmentTypes = count;
      return this;
    }

    /** Determines everything that is not set otherwise. */
    public Builder seed(long other) {
      seed = other;
      return this;
    }

    /** All instants are before the clock's current time; edits use the clock's time. */
    public Builder clock(Clock other) {
      clock = other;
      return this;
    }

    /**
     * @throws IllegalArgumentException if the numbers contradict each other
     */
    public Clinic build() {
      var size =
          new ClinicSize(
              patients,
              appointments,
              groupAppointments,
              activePractitioners,
              formerPractitioners,
              businesses,
              appointmentTypes);
      return new Clinic(clock, new GeneratedClinic(size, seed, seconds(clock)).tables());
    }
  }
}
