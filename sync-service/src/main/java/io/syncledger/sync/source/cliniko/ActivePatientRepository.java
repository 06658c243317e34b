package io.syncledger.sync.source.cliniko;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Queries who has an appointment. A cancelled, archived or deleted one does not count. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
public interface ActivePatientRepository extends GenericRepository<PatientVisits, String> {

  /**
   * Distinct ids of patients in the order of their text. Each half is limited as well, so that it
   * is read from an index and no further than needed.
   */
  String IDS =
      """
      with alone as (
        select distinct patient_id from appointments
        where organization_id = :organizationId and starts_at >= :startingFrom
          and patient_id > :after and vanished_at is null and archived_at is null
          and cancelled_at is null and deleted_at is null
        order by patient_id limit :limit),
      in_groups as (
        select distinct attendees.patient_id from attendees
        join group_appointments as booking on booking.organization_id = attendees.organization_id
          and booking.cliniko_group_appointment_id = attendees.booking_id
        where attendees.organization_id = :organizationId and booking.starts_at >= :startingFrom
          and attendees.patient_id > :after and attendees.vanished_at is null
          and attendees.archived_at is null and attendees.cancelled_at is null
          and attendees.deleted_at is null
          and booking.vanished_at is null and booking.archived_at is null
          and booking.deleted_at is null
        order by patient_id limit :limit)
      select patient_id from (select * from alone union select * from in_groups) as active
      order by patient_id limit :limit
      """;

  @Query(IDS)
  List<String> findIds(String organizationId, Instant startingFrom, String after, int limit);

  @Query("select count(*) from (" + IDS + ") as counted")
  long countIds(String organizationId, Instant startingFrom, String after, int limit);

  /** The visits of those of the given patients that are in use themselves. */
  @Query(
      """
      select patient.cliniko_patient_id, patient.first_name, patient.last_name,
        patient.preferred_first_name, visits.last_visit_at, visits.next_visit_at
      from patients as patient cross join lateral (
        select max(starts_at) filter (where starts_at < :now) as last_visit_at,
          min(starts_at) filter (where starts_at >= :now) as next_visit_at
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
      where patient.organization_id = :organizationId
        and patient.cliniko_patient_id in (:patientIds) and patient.vanished_at is null
        and patient.archived_at is null and patient.deleted_at is null
        and patient.merged_at is null
      order by patient.cliniko_patient_id
      """)
  List<PatientVisits> findVisits(String organizationId, Instant now, Collection<String> patientIds);
}
