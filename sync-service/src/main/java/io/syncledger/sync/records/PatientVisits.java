package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When patients come: for their clinic's eyes only, never for events, logs or spans. */
@Singleton
final class PatientVisits {

  /** Of the given patients, those that are in use. What does not take place is no visit. */
  private static final String VISITS =
      """
      select patient.cliniko_patient_id, patient.first_name, patient.last_name,
        patient.preferred_first_name, visits.last, visits.next
      from patients as patient cross join lateral (
        select max(starts_at) filter (where starts_at < ?) as last,
          min(starts_at) filter (where starts_at >= ?) as next
        from (
          select starts_at from appointments
          where organization_id = patient.organization_id
            and patient_id = patient.cliniko_patient_id and vanished_at is null
            and archived_at is null and cancelled_at is null and deleted_at is null
          union all
          select booking.starts_at from attendees
          join group_appointments as booking
            on booking.organization_id = attendees.organization_id
              and booking.cliniko_group_appointment_id = attendees.booking_id
          where attendees.organization_id = patient.organization_id
            and attendees.patient_id = patient.cliniko_patient_id
            and attendees.vanished_at is null and attendees.archived_at is null
            and attendees.cancelled_at is null and attendees.deleted_at is null
            and booking.vanished_at is null and booking.archived_at is null
            and booking.deleted_at is null) as visit) as visits
      where patient.organization_id = ? and patient.cliniko_patient_id = any(?)
        and patient.vanished_at is null and patient.archived_at is null
        and patient.deleted_at is null and patient.merged_at is null
      order by patient.cliniko_patient_id
      """;

  private final ActivePatients active;
  private final SqlExecutor database;

  PatientVisits(ActivePatients active, SqlExecutor database) {
    this.active = active;
    this.database = database;
  }

  /**
   * A patient who comes.
   *
   * @param lastVisitAt when the latest visit before now began; null without one
   * @param nextVisitAt when the first one from now on begins; null without one
   */
  record PatientWithVisits(
      String id,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String preferredFirstName,
      @Nullable Instant lastVisitAt,
      @Nullable Instant nextVisitAt) {

    /** Tells nothing but the id. */
    @Override
    public String toString() {
      return "Visitor[" + id + "]";
    }
  }

  /**
   * Patients in use who have an appointment that begins at an instant or later, in the order of the
   * text of their ids.
   *
   * @param after ids up to this one are left out
   */
  List<PatientWithVisits> activePatients(
      OrganizationId owner, Instant startingFrom, Instant now, String after, int limit) {
    var visitors = new ArrayList<PatientWithVisits>();
    var from = after;
    boolean more = true;
    while (more && visitors.size() < limit) {
      var ids = active.ids(owner, startingFrom, from, limit);
      visitors.addAll(withVisits(owner, now, ids));
      more = ids.size() == limit;
      from = more ? ids.getLast() : from;
    }
    return visitors.subList(0, Math.min(limit, visitors.size()));
  }

  private List<PatientWithVisits> withVisits(OrganizationId owner, Instant now, List<String> ids) {
    return database.execute(
        VISITS,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(now));
          statement.setTimestamp(2, Timestamp.from(now));
          statement.setString(3, owner.value());
          statement.setArray(4, statement.getConnection().createArrayOf("text", ids.toArray()));
          try (var result = statement.executeQuery()) {
            var visitors = new ArrayList<PatientWithVisits>();
            while (result.next()) {
              visitors.add(map(result));
            }
            return visitors;
          }
        });
  }

  private static PatientWithVisits map(ResultSet row) throws SQLException {
    return new PatientWithVisits(
        row.getString("cliniko_patient_id"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("preferred_first_name"),
        instant(row.getTimestamp("last")),
        instant(row.getTimestamp("next")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
