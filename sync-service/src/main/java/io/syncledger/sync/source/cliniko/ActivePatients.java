package io.syncledger.sync.source.cliniko;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.ReferencedRecords;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The patients who have an appointment, alone or in a group, in the last 45 days or ahead. */
@Singleton
public final class ActivePatients implements ReferencedRecords {
  private static final Duration WINDOW = Duration.ofDays(45);

  private final ActivePatientRepository repository;

  ActivePatients(ActivePatientRepository repository) {
    this.repository = repository;
  }

  @Override
  public String name() {
    return "active";
  }

  @Override
  public SourceResource resource() {
    return ClinikoResource.PATIENTS;
  }

  @Override
  public List<String> ids(OrganizationId organizationId, Instant now, String after, int limit) {
    return repository.findIds(organizationId.value(), now.minus(WINDOW), after, limit);
  }

  @Override
  public long count(OrganizationId organizationId, Instant now) {
    return repository.countIds(organizationId.value(), now.minus(WINDOW), "", Integer.MAX_VALUE);
  }

  /**
   * Active patients that are stored and in use, with their visits, in the order of the text of
   * their ids.
   *
   * @param after ids up to this one are left out
   */
  public List<PatientVisits> visits(
      OrganizationId organizationId, Instant now, String after, int limit) {
    var visits = new ArrayList<PatientVisits>();
    var from = after;
    boolean more = true;
    while (more && visits.size() < limit) {
      var ids = ids(organizationId, now, from, limit);
      if (!ids.isEmpty()) {
        visits.addAll(repository.findVisits(organizationId.value(), now, ids));
        from = ids.getLast();
      }
      more = ids.size() == limit;
    }
    return visits.subList(0, Math.min(limit, visits.size()));
  }
}
