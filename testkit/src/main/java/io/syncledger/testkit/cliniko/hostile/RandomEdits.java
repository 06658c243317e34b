package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.CancellationReason;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Filter;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Edits that a clinic's staff make to random records. */
record RandomEdits(Clinic clinic, Random random) {

  /** The resources that change often. */
  static final List<Resource> BUSY =
      List.of(
          Resource.PATIENTS,
          Resource.INDIVIDUAL_APPOINTMENTS,
          Resource.GROUP_APPOINTMENTS,
          Resource.ATTENDEES);

  private static final List<Filter> ARCHIVED = List.of(Filter.of(Field.ARCHIVED_AT, "?"));
  private static final int TRIES = 50;

  /** Usually the resource itself, else another one that changes often. */
  Resource likelyResource(Resource listed) {
    return BUSY.contains(listed) && random.nextInt(10) < 7
        ? listed
        : BUSY.get(random.nextInt(BUSY.size()));
  }

  void insert(Resource resource) {
    randomRow(resource, row -> true)
        .ifPresent(model -> clinic.addCopyOf(resource, id(model), tree -> modify(resource, tree)));
  }

  Optional<ObjectNode> edit(Resource resource) {
    return randomRow(resource, row -> true)
        .map(row -> clinic.edit(resource, id(row), tree -> modify(resource, tree)));
  }

  /**
   * An edit that becomes visible late: its {@code updated_at} is in the past, but after the
   * record's previous one.
   */
  void editLate(Resource resource, Instant newer) {
    Instant older = newer.minusSeconds(1 + random.nextInt(60));
    randomRow(resource, row -> Instant.parse(row.path("updated_at").asText()).isBefore(older))
        .ifPresent(
            row ->
                clinic.editKeepingUpdatedAt(
                    resource,
                    id(row),
                    tree -> {
                      modify(resource, tree);
                      tree.put("updated_at", older.toString());
                    }));
  }

  void archive(Resource resource) {
    randomRow(resource, row -> row.path("archived_at").isNull())
        .ifPresent(row -> clinic.archive(resource, id(row)));
  }

  /** Archives a record without changing {@code updated_at}. */
  void archiveQuietly(Resource resource) {
    randomRow(resource, row -> row.path("archived_at").isNull())
        .ifPresent(
            row ->
                clinic.editKeepingUpdatedAt(
                    resource, id(row), tree -> tree.put("archived_at", clinic.now().toString())));
  }

  void unarchive(Resource resource) {
    List<ClinicRecord> archived = clinic.table(resource).all(ARCHIVED).toList();
    if (!archived.isEmpty()) {
      ClinicRecord back = archived.get(random.nextInt(archived.size()));
      clinic.unarchive(resource, id(back.tree()));
    }
  }

  void cancel(Resource resource) {
    Resource cancellable =
        resource == Resource.ATTENDEES ? resource : Resource.INDIVIDUAL_APPOINTMENTS;
    randomRow(cancellable, row -> row.path("cancelled_at").isNull())
        .ifPresent(row -> clinic.cancel(cancellable, id(row), CancellationReason.SICK));
  }

  void remove(Resource resource) {
    randomRow(resource, row -> true).ifPresent(row -> clinic.remove(resource, id(row)));
  }

  /** Merges each of so many patients into the next one, and optionally the last into the first. */
  void merge(int patients, boolean inCircle) {
    List<String> ids = randomIds(Resource.PATIENTS, patients);
    for (int i = 0; i + 1 < ids.size(); i++) {
      clinic.mergePatients(ids.get(i), ids.get(i + 1));
    }
    if (inCircle && ids.size() > 1) {
      clinic.mergePatients(ids.getLast(), ids.getFirst());
    }
  }

  /** Applies a change to so many records of each resource. */
  void forEach(List<Resource> resources, int records, BiConsumer<Resource, String> change) {
    for (Resource resource : resources) {
      randomIds(resource, records).forEach(id -> change.accept(resource, id));
    }
  }

  /** Up to so many distinct random ids. */
  List<String> randomIds(Resource resource, int wanted) {
    List<String> ids = new ArrayList<>(clinic.table(resource).ids());
    Collections.shuffle(ids, random);
    return ids.subList(0, Math.min(wanted, ids.size()));
  }

  private Optional<ObjectNode> randomRow(Resource resource, Predicate<ObjectNode> wanted) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ObjectNode> row =
          clinic.table(resource).randomRecord(random).map(ClinicRecord::tree);
      if (row.filter(wanted).isPresent()) {
        return row;
      }
    }
    return Optional.empty();
  }

  private void modify(Resource resource, ObjectNode tree) {
    if (resource == Resource.PATIENTS) {
      tree.put("email", "renewed" + random.nextInt(1_000_000) + "@example.test");
    } else if (tree.path("starts_at").isTextual()) {
      Duration later = Duration.ofMinutes(15);
      for (String name : List.of("starts_at", "ends_at")) {
        tree.put(name, Instant.parse(tree.path(name).asText()).plus(later).toString());
      }
    } else {
      tree.put("arrived", !tree.path("arrived").asBoolean());
    }
  }

  private static String id(ObjectNode row) {
    return row.path("id").asText();
  }
}
