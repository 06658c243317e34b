package io.syncledger.query.freshness;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.RecordsUpserted;
import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.BulkWriter;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.TopicRecord;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Projects {@code sync.events} into the table {@code data_freshness}. Only the latest instants are
 * kept, so neither the order of the events nor a repetition matters.
 */
@Singleton
final class DataFreshnessProjection implements Projection<SyncEvent> {
  private static final String UPSERT =
      """
      insert into data_freshness as old
      select * from json_populate_recordset(null::data_freshness, ?::json)
      on conflict (organization_id, service, resource) do update set
        last_checked_at = greatest(old.last_checked_at, excluded.last_checked_at),
        last_changed_at = greatest(old.last_changed_at, excluded.last_changed_at)
      where (old.last_checked_at, old.last_changed_at) is distinct from (
        greatest(old.last_checked_at, excluded.last_checked_at),
        greatest(old.last_changed_at, excluded.last_changed_at))
      """;

  private record Row(
      String organizationId,
      String service,
      String resource,
      Instant lastCheckedAt,
      @Nullable Instant lastChangedAt) {

    static Row of(SyncEvent event, String resource, boolean changed) {
      var envelope = event.envelope();
      return new Row(
          envelope.organizationId().value(),
          envelope.service().value(),
          resource,
          envelope.occurredAt(),
          changed ? envelope.occurredAt() : null);
    }

    List<String> key() {
      return List.of(organizationId, service, resource);
    }

    Row merge(Row other) {
      return new Row(
          organizationId,
          service,
          resource,
          later(lastCheckedAt, other.lastCheckedAt),
          lastChangedAt == null || other.lastChangedAt == null
              ? Optional.ofNullable(lastChangedAt).orElse(other.lastChangedAt)
              : later(lastChangedAt, other.lastChangedAt));
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }

  @Override
  public Topic<SyncEvent> topic() {
    return Topics.EVENTS;
  }

  @Override
  public Set<String> project(Connection transaction, List<TopicRecord<SyncEvent>> records)
      throws SQLException {
    var rows = new LinkedHashMap<List<String>, Row>();
    for (var record : records) {
      row(record.value()).ifPresent(row -> rows.merge(row.key(), row, Row::merge));
    }
    BulkWriter.write(transaction, UPSERT, rows.values());
    return Set.of();
  }

  private static Optional<Row> row(SyncEvent event) {
    return switch (event) {
      case RecordsUpserted stored -> {
        var upsert = stored.upsert();
        yield Optional.of(
            Row.of(event, stored.resource(), upsert.inserted() + upsert.updated() > 0));
      }
      case RecordsVanished gone -> Optional.of(Row.of(event, gone.resource(), true));
      default -> Optional.empty();
    };
  }
}
