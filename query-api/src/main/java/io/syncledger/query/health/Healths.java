package io.syncledger.query.health;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.EventJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The health of organisations' services, as it is now. */
@Singleton
public final class Healths {
  private final HealthRepository rows;

  Healths(HealthRepository rows) {
    this.rows = rows;
  }

  /** Of every service of an organisation that a run has ended for. */
  public List<Health> of(OrganizationId organization) {
    return rows.of(organization.value()).stream()
        .map(row -> row.state().getBytes(StandardCharsets.UTF_8))
        .map(state -> EventJson.read(state, Health.class))
        .toList();
  }

  public Optional<Health> of(OrganizationId organization, ServiceName service) {
    return of(organization).stream().filter(health -> health.service().equals(service)).findFirst();
  }
}
