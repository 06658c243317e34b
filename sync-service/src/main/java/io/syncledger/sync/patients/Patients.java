package io.syncledger.sync.patients;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.Reject;
import io.syncledger.sync.cliniko.RawRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes patients over from the source, page by page. */
@Singleton
public final class Patients {
  /** What they are called, in events as in Cliniko's API. */
  public static final String RESOURCE = "patients";

  private static final BinaryOperator<Patient> LATER =
      BinaryOperator.maxBy(
          Comparator.comparing(
              patient -> patient.history().sourceUpdatedAt(),
              Comparator.nullsFirst(Comparator.naturalOrder())));

  private final PatientTable table;
  private final Clock clock;

  Patients(PatientTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * A page, read and checked, ready to be stored.
   *
   * @param records how many the page held
   * @param rejects those that cannot be taken over
   * @param latestChange the greatest {@code updated_at} among the others
   */
  public record Ready(
      int records,
      List<Patient> patients,
      List<Reject> rejects,
      int archived,
      @Nullable Instant latestChange) {}

  /** What storing a page did. Together with its rejects, the first three are its records. */
  public record Stored(int inserted, int updated, int unchanged, int archived) {}

  /** Reads a page's records; needs no database. */
  public Ready read(List<RawRecord> records) {
    var reading = PatientReader.read(records);
    var patients = reading.patients();
    return new Ready(
        records.size(),
        patients,
        reading.rejects(),
        (int) patients.stream().filter(Patient::archived).count(),
        patients.stream()
            .map(patient -> patient.history().sourceUpdatedAt())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  /**
   * Stores a page in the transaction that is under way. Of an id that the page holds twice, the
   * later version counts and the other is unchanged.
   */
  public Stored store(OrganizationId owner, Ready page) {
    Map<String, Patient> byId = new LinkedHashMap<>();
    page.patients().forEach(patient -> byId.merge(patient.clinikoPatientId(), patient, LATER));
    var changes = table.upsert(owner, byId.values(), clock.instant());
    int unchanged = page.patients().size() - changes.inserted() - changes.updated();
    return new Stored(changes.inserted(), changes.updated(), unchanged, page.archived());
  }

  /** How many the organisation has, as the transaction that is under way sees it. */
  public long count(OrganizationId owner) {
    return table.count(owner);
  }
}
