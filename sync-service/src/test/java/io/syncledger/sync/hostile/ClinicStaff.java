package io.syncledger.sync.hostile;

import io.syncledger.testkit.cliniko.clinic.CancellationReason;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Changes a clinic's records while it is read: after some responses records are added, edited,
 * archived, restored, cancelled or removed. The seed determines all of it.
 */
final class ClinicStaff {
  private static final List<Resource> EDITED =
      List.of(
          Resource.PATIENTS,
          Resource.PATIENTS,
          Resource.PATIENTS,
          Resource.INDIVIDUAL_APPOINTMENTS,
          Resource.ATTENDEES,
          Resource.GROUP_APPOINTMENTS);

  private final Clinic clinic;
  private final Random random;
  private final Map<Resource, List<String>> ids = new EnumMap<>(Resource.class);
  private int changes;

  ClinicStaff(Clinic clinic, long seed) {
    this.clinic = clinic;
    this.random = new Random(seed);
    EDITED.forEach(
        resource ->
            ids.computeIfAbsent(
                resource,
                _ ->
                    new ArrayList<>(
                        clinic
                            .table(resource)
                            .all(List.of())
                            .map(record -> String.valueOf(record.value(Field.ID)))
                            .toList())));
  }

  /** A fault that changes records between a client's requests. */
  Fault changingBetweenRequests() {
    return Fault.of(
        (_, rest) -> {
          Response reply = rest.proceed();
          work();
          return reply;
        });
  }

  /** Makes up to three changes, so many times. */
  void work(int times) {
    for (int i = 0; i < times; i++) {
      work();
    }
  }

  synchronized int changes() {
    return changes;
  }

  /** Makes up to three changes, often none. */
  private synchronized void work() {
    int count = Math.max(0, random.nextInt(7) - 3);
    for (int i = 0; i < count; i++) {
      change(EDITED.get(random.nextInt(EDITED.size())));
      changes++;
    }
  }

  private void change(Resource resource) {
    var known = Objects.requireNonNull(ids.get(resource));
    int chosen = random.nextInt(known.size());
    var id = known.get(chosen);
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> add(resource, known, id);
      case 3, 4 -> clinic.archive(resource, id);
      case 5 -> clinic.unarchive(resource, id);
      case 6 -> cancel(resource, id);
      case 7 -> vanish(resource, known, chosen);
      default -> edit(resource, id);
    }
  }

  private void add(Resource resource, List<String> known, String like) {
    if (resource == Resource.PATIENTS) {
      var added = clinic.addPatient(patient -> patient.put("first_name", "New " + changes));
      known.add(added.path("id").asText());
    } else {
      edit(resource, like);
    }
  }

  private void edit(Resource resource, String id) {
    clinic.edit(
        resource,
        id,
        record -> {
          switch (resource) {
            case PATIENTS -> record.put("address_1", changes + " Kiln Rd");
            case GROUP_APPOINTMENTS -> record.put("max_attendees", 1 + changes % 99);
            case ATTENDEES -> record.put("arrived", changes % 2 == 0);
            default -> record.put("patient_arrived", changes % 2 == 0);
          }
        });
  }

  private void cancel(Resource resource, String id) {
    switch (resource) {
      case INDIVIDUAL_APPOINTMENTS, ATTENDEES -> clinic.cancel(resource, id, reason());
      default -> edit(resource, id);
    }
  }

  private CancellationReason reason() {
    return random.nextBoolean() ? CancellationReason.SICK : CancellationReason.AWAY;
  }

  /** Removes a record without a trace, but never so many that the whole clinic seems to vanish. */
  private void vanish(Resource resource, List<String> known, int chosen) {
    if (known.size() > 40) {
      clinic.table(resource).remove(known.remove(chosen));
    }
  }
}
