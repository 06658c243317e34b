package io.syncledger.query.freshness;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads when each type of data was last stored. */
@Singleton
final class DataFreshnessReader {
  /** As many as an event may name, and more than any source has. */
  private static final int TYPES_MAX = 200;

  private static final String OF_SERVICE =
      """
      select resource, last_checked_at, last_changed_at from data_freshness
      where organization_id = ? and service = ? order by resource limit %d
      """
          .formatted(TYPES_MAX);

  /**
   * @param lastChangedAt null when no sync has changed any of it yet
   */
  record DataFreshness(String resource, Instant lastCheckedAt, @Nullable Instant lastChangedAt) {}

  private final Reads reads;

  DataFreshnessReader(Reads reads) {
    this.reads = reads;
  }

  List<DataFreshness> of(OrganizationId organization, ServiceName service) {
    return reads.list(
        OF_SERVICE,
        row ->
            new DataFreshness(
                row.getString("resource"),
                Objects.requireNonNull(Reads.instant(row, "last_checked_at")),
                Reads.instant(row, "last_changed_at")),
        organization.value(),
        service.value());
  }
}
