package io.syncledger.events.alert;

import io.syncledger.events.ServiceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cause that many organisations suffer from: their syncs of one service fail with one error.
 * For those who run the deployment; it names no organisation.
 *
 * @param organizations how many are affected
 * @param startsAt when the first of its alerts began to fire
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
