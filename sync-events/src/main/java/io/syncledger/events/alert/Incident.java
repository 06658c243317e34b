package io.syncledger.events.alert;

import io.syncledger.events.ServiceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failure that many organizations share: their syncs of one service fail with the same error. It
 * is meant for the operators of the deployment and names no organization.
 *
 * @param organizations how many are affected
 * @param startsAt when the first of its alerts started to fire
 * @param resolvedAt when the last of them was over; null while it goes on
 */
public record Incident(
    String incidentId,
    ServiceName service,
    String errorCode,
    long organizations,
    Instant startsAt,
    @Nullable Instant resolvedAt) {

  public String summary() {
    return "Syncs of %s fail with %s at %d organizations"
        .formatted(service, errorCode, organizations);
  }
}
