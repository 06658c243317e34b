package io.syncledger.query.health;

import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.BulkWriter;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.TopicRecord;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Projects {@code sync.health} into the table {@code sync_state}. */
@Singleton
final class HealthProjection implements Projection<Health> {
  private static final String UPSERT =
      BulkWriter.upsertNewer("sync_state", Row.class, "organization_id", "service");

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

    static Row of(TopicRecord<Health> record) {
      var health = record.value();
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
          record.partition(),
          record.offset());
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
  public Set<String> project(Connection transaction, List<TopicRecord<Health>> records)
      throws SQLException {
    BulkWriter.write(transaction, UPSERT, TopicRecord.latestPerKey(records, Row::of, Row::key));
    return Set.of();
  }
}
