package io.syncledger.testkit.cliniko.clinic;

import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A clinic of any size whose records are computed from a seed when they are read. */
final class GeneratedClinic {

  private GeneratedClinic() {}

  static Clinic create(int livePatients, long seed, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    int rows = PatientRecipe.rowsFor(livePatients);
    PatientRecipe recipe = new PatientRecipe(seed, now, rows);
    Map<Resource, Table> tables = new EnumMap<>(Resource.class);
    tables.putAll(SampleClinic.setting(Duration.between(SampleClinic.RECORDED_AT, now)));
    tables.put(
        Resource.PATIENTS,
        new Table(Resource.PATIENTS, rows, row -> new GeneratedPatient(recipe, row), seed));
    for (Resource resource :
        List.of(
            Resource.INDIVIDUAL_APPOINTMENTS, Resource.GROUP_APPOINTMENTS, Resource.ATTENDEES)) {
      tables.put(resource, Table.of(resource, List.of(), seed));
    }
    return new Clinic(clock, tables);
  }
}
