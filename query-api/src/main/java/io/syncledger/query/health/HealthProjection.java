package io.syncledger.query.health;

import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.Entry;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.Rows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sync.health} as the table {@code sync_state}. */
@Singleton
final class HealthProjection implements Projection<Health> {
  private static final String UPSERT =
      Rows.keepLatest("sync_state", Row.class, "organization_id", "service");

  private record Row(
      String organizationId,
      String service,
      @Nullable String lastSyncToken,
      @Nullable Instant lastFullSync,
      @Nullable Instant lastIncrementalSync,
      @Nullable Instant lastSuccessfulSync,
      @Nullable Instant lastFailedSync,
      int consecutiveFailures,
      boolean isHealthy,
      Instant healthCheckAt,
      Health state,
      int sourcePartition,
      long sourceOffset) {

    static Row of(Entry<Health> entry) {
      var health = entry.value();
      return new Row(
          health.organizationId().value(),
          health.service().value(),
          health.lastSyncToken(),
          health.lastFull(),
          health.lastIncremental(),
          health.lastSuccess(),
          health.lastFailure(),
          health.consecutiveFailures(),
          health.isHealthy(),
          health.lastSync(),
          health,
          entry.partition(),
          entry.offset());
    }

    List<String> key() {
      return List.of(organizationId, service);
    }
  }

  @Override
  public Topic<Health> topic() {
    return Topics.HEALTH;
  }

  @Override
  public Set<String> project(Connection transaction, List<Entry<Health>> entries)
      throws SQLException {
    Rows.write(transaction, UPSERT, Entry.latest(entries, Row::of, Row::key));
    return Set.of();
  }
}
