package io.syncledger.query.alerts.engine;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code alert_incidents}. */
@MappedEntity("alert_incidents")
record IncidentRow(
    @Id String incidentId,
    String service,
    String errorCode,
    long organizations,
    Instant startedAt,
    @Nullable Instant resolvedAt) {

  Incident toIncident() {
    return new Incident(
        incidentId, new ServiceName(service), errorCode, organizations, startedAt, resolvedAt);
  }
}
