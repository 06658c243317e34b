package io.syncledger.sync.cliniko;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.cliniko.ActivePatients;
import io.syncledger.sync.source.cliniko.PatientVisits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists patients with a recent or upcoming appointment. */
@Controller("/api/v1/cliniko/active-patients")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
class ActivePatientsController {
  private final ActivePatients activePatients;
  private final Clock clock;

  ActivePatientsController(ActivePatients activePatients, Clock clock) {
    this.activePatients = activePatients;
    this.clock = clock;
  }

  /**
   * @param nextAppointmentAt null when none is booked
   */
  @Serdeable
  record ActivePatient(
      String patientId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String preferredFirstName,
      @Nullable Instant lastAppointmentAt,
      @Nullable Instant nextAppointmentAt) {

    private static ActivePatient of(PatientVisits patient) {
      return new ActivePatient(
          patient.clinikoPatientId(),
          patient.firstName(),
          patient.lastName(),
          patient.preferredFirstName(),
          patient.lastVisitAt(),
          patient.nextVisitAt());
    }
  }

  /**
   * @param nextCursor null at the end
   */
  @Serdeable
  record ActivePatientList(
      String organizationId, List<ActivePatient> patients, @Nullable String nextCursor) {}

  /**
   * The synced patients with an appointment in the last 45 days or ahead, alone or in a group.
   * Archived and merged ones are left out, and so are appointments that were cancelled.
   */
  @Get("/{organization_id}")
  HttpResponse<ActivePatientList> list(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @QueryValue @Nullable Cursor cursor) {
    var now = clock.instant();
    var found = activePatients.visits(organizationId, now, after(cursor), limit.value() + 1);
    boolean more = found.size() > limit.value();
    var shown = more ? found.subList(0, limit.value()) : found;
    var list =
        new ActivePatientList(
            organizationId.value(),
            shown.stream().map(ActivePatient::of).toList(),
            more ? Cursor.of(shown.getLast().clinikoPatientId()).encode() : null);
    return HttpResponse.ok(list).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static String after(@Nullable Cursor cursor) {
    if (cursor == null) {
      return "";
    }
    if (cursor.parts().size() != 1 || !IdFormat.NUMERIC.isId(cursor.parts().getFirst())) {
      throw Cursor.invalid();
    }
    return cursor.parts().getFirst();
  }
}
