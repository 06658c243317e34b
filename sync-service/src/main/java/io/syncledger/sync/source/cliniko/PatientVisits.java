package io.syncledger.sync.source.cliniko;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A patient and the visits around now. For the clinic only, never for events, logs or spans.
 *
 * @param lastVisitAt when the latest visit before now began; null without one
 * @param nextVisitAt when the first visit from now on begins; null without one
 */
@MappedEntity("patients")
public record PatientVisits(
    @Id String clinikoPatientId,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String preferredFirstName,
    @Nullable Instant lastVisitAt,
    @Nullable Instant nextVisitAt) {

  /** Hides everything but the id. */
  @Override
  public String toString() {
    return "PatientVisits[" + clinikoPatientId + "]";
  }
}
