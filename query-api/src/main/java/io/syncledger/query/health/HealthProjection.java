package io.syncledger.query.health;

import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.Rows;
import io.syncledger.query.projection.States;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** {@code sync.health} as the table {@code sync_state}. */
@Singleton
final class HealthProjection implements Projection {
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

    static Row of(Health health, ConsumerRecord<?, ?> source) {
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
          source.partition(),
          source.offset());
    }

    List<String> key() {
      return List.of(organizationId, service);
    }
  }

  @Override
  public Topic<?> topic() {
    return Topics.HEALTH;
  }

  @Override
  public Set<String> project(
      Connection transaction, List<? extends ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    Rows.write(
        transaction,
        UPSERT,
        States.latest(records, Topics.HEALTH.value().deserializer(), Row::of, Row::key));
    return Set.of();
  }
}
