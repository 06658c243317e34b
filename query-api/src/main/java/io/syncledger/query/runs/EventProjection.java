package io.syncledger.query.runs;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventTypes;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.BulkWriter;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.TopicRecord;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Projects {@code sync.events} into the table {@code sync_events}, keeping the first delivery of
 * each event.
 */
@Singleton
final class EventProjection implements Projection<SyncEvent> {
  private static final String INSERT =
      BulkWriter.insertIfAbsent("sync_events", Row.class, "organization_id", "id", "service");

  /**
   * @param body the event as it is in the log
   */
  private record Row(
      String organizationId,
      String id,
      String service,
      String syncId,
      long sequence,
      String type,
      @JsonRawValue String body,
      Instant occurredAt,
      int sourcePartition,
      long sourceOffset) {

    static Row of(TopicRecord<SyncEvent> record) {
      var event = record.value();
      var envelope = event.envelope();
      return new Row(
          envelope.organizationId().value(),
          envelope.id().toString(),
          envelope.service().value(),
          envelope.syncId().value(),
          envelope.sequence(),
          EventTypes.nameOf(event),
          new String(record.json(), StandardCharsets.UTF_8),
          envelope.occurredAt(),
          record.partition(),
          record.offset());
    }

    List<String> key() {
      return List.of(organizationId, id, service);
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
      var row = Row.of(record);
      rows.putIfAbsent(row.key(), row);
    }
    BulkWriter.write(transaction, INSERT, rows.values());
    return Set.of();
  }
}
