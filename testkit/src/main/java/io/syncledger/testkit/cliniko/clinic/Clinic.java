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
 * A clinic's records, and what its staff may do to them while a client reads. Trees handed out are
 * copies; their links are rooted at {@link LinkRoot#ORIGIN}. Safe for use by many threads.
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

  /** The recorded clinic of 648 live patients, its instants as recorded. */
  public static Clinic sample648() {
    return SampleClinic.load(Clock.systemUTC(), SampleClinic.RECORDED_AT);
  }

  /** The recorded clinic as if it had been recorded now. */
  public static Clinic sample648(Clock clock) {
    return SampleClinic.load(clock, clock.instant());
  }

  /**
   * A generated clinic: {@code patients} live ones, and a fiftieth of that archived. The seed
   * decides all of it.
   */
  public static Clinic generated(int patients, long seed, Clock clock) {
    return GeneratedClinic.ofPatients(patients, seed, clock);
  }

  /** As above, on the system's clock. */
  public static Clinic generated(int patients, long seed) {
    return generated(patients, seed, Clock.systemUTC());
  }

  /** A generated clinic with appointments, groups and all that belongs to them. */
  public static GeneratedClinic builder() {
    return new GeneratedClinic();
  }

  public Table table(Resource resource) {
    return resource == Resource.BOOKINGS
        ? Bookings.of(this)
        : Objects.requireNonNull(tables.get(resource));
  }

  /** The patients that are not archived, in the order of their creation. */
  public List<ObjectNode> patients() {
    return table(Resource.PATIENTS).all(LIVE).map(ClinicRecord::tree).toList();
  }

  /**
   * Every record of a resource, archived and cancelled ones too, one by one: what a client should
   * hold after a full sync, however it was served.
   */
  public Stream<ObjectNode> records(Resource resource) {
    return table(resource).all(List.of()).map(ClinicRecord::tree);
  }

  /** Those records, all at once. */
  public List<ObjectNode> rows(Resource resource) {
    return records(resource).toList();
  }

  /** A new patient; {@code details} fills in the fields. Its id is the tree's {@code id}. */
  public ObjectNode addPatient(Consumer<ObjectNode> details) {
    ObjectNode patient = BlankPatient.blank(Long.toString(nextId.getAndIncrement()), nowText());
    details.accept(patient);
    table(Resource.PATIENTS).add(new JsonRecord(patient));
    return patient;
  }

  /** Edits a patient as staff would: {@code updated_at} becomes now. */
  public ObjectNode editPatient(String id, Consumer<ObjectNode> change) {
    return edit(Resource.PATIENTS, id, change);
  }

  /** The loser is archived and points to the survivor, which does not point back. */
  public ObjectNode mergePatients(String loser, String survivor) {
    return editPatient(
        loser,
        patient -> {
          patient.put("archived_at", nowText()).put("merged_at", nowText());
          patient
              .putObject("merged_with_patient")
              .putObject("links")
              .put("self", LinkRoot.ORIGIN + "/patients/" + survivor);
        });
  }

  /**
   * Serves a patient with a defect, until it is edited; it is still listed where the sound one was.
   */
  public void corruptPatient(String id, RecordDefect defect) {
    corrupt(Resource.PATIENTS, id, sound -> LinkRoot.write(defect.applyTo(sound)));
  }

  /** Serves a record as this JSON, its links marked, until it is edited. */
  public void corrupt(Resource resource, String id, Function<ObjectNode, byte[]> served) {
    table(resource).change(id, sound -> new CorruptedRecord(sound, served.apply(sound.tree())));
  }

  /** Takes a record away without a trace. */
  public void remove(Resource resource, String id) {
    table(resource).remove(id);
  }

  /** A new record like another one; {@code details} makes it differ. Its id is the tree's. */
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

  /** Individual appointments and groups' attendees can be cancelled, nothing else. */
  public ObjectNode cancel(Resource resource, String id, CancellationReason reason) {
    return edit(
        resource,
        id,
        row ->
            row.put("cancelled_at", nowText())
                .put("cancellation_reason", reason.code())
                .put("cancellation_reason_description", reason.description()));
  }

  /** Edits a record: {@code updated_at} becomes now. */
  public ObjectNode edit(Resource resource, String id, Consumer<ObjectNode> change) {
    return editKeepingUpdatedAt(
        resource,
        id,
        row -> {
          change.accept(row);
          row.put("updated_at", nowText());
        });
  }

  /** Changes a record, but not its {@code updated_at}: a late commit, a quiet archive. */
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

  /** The second in which an edit would be made. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private String nowText() {
    return now().toString();
  }
}
