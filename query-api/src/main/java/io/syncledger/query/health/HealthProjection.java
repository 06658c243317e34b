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
      """
      insert into sync_state as old (organization_id, service, last_sync_token, last_full_sync,
        last_incremental_sync, last_successful_sync, last_failed_sync, consecutive_failures,
        is_healthy, health_check_at, state, source_partition, source_offset)
      select * from json_to_recordset(?::json) as new (organization_id text, service text,
        last_sync_token text, last_full_sync timestamptz, last_incremental_sync timestamptz,
        last_successful_sync timestamptz, last_failed_sync timestamptz,
        consecutive_failures integer, is_healthy boolean, health_check_at timestamptz,
        state jsonb, source_partition integer, source_offset bigint)
      on conflict (organization_id, service) do update set
        last_sync_token = excluded.last_sync_token, last_full_sync = excluded.last_full_sync,
        last_incremental_sync = excluded.last_incremental_sync,
        last_successful_sync = excluded.last_successful_sync,
        last_failed_sync = excluded.last_failed_sync,
        consecutive_failures = excluded.consecutive_failures, is_healthy = excluded.is_healthy,
        health_check_at = excluded.health_check_at, state = excluded.state,
        source_partition = excluded.source_partition, source_offset = excluded.source_offset
      where excluded.source_partition <> old.source_partition
        or excluded.source_offset > old.source_offset
      """;

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
