package io.syncledger.sync.consistency;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code consistency_checks}.
 *
 * @param syncId the sync that it followed; null for a check on demand
 * @param report as JSON; null while it runs
 */
@MappedEntity("consistency_checks")
record CheckRow(
    @Id String checkId,
    String organizationId,
    String service,
    @Nullable String syncId,
    @Nullable String idempotencyKey,
    String status,
    Instant startedAt,
    @Nullable Instant checkedAt,
    @Nullable String report) {

  StreamKey key() {
    return new StreamKey(new OrganizationId(organizationId), new ServiceName(service));
  }

  boolean isRunning() {
    return CheckStatus.parse(status) == CheckStatus.RUNNING;
  }
}
