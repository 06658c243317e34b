package io.syncledger.query.alerts.engine;

import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.Alerting;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.projection.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of what the rules look at; rows that are read are locked until the commit. */
final class Watches {
  private static final String OF =
      """
      select state::text, source_partition, source_offset from alert_watches
      join json_to_recordset(?::json) as k (organization_id text, service text)
        using (organization_id, service)
      order by organization_id, service for update of alert_watches
      """;

  private static final String DUE =
      """
      select state::text, source_partition, source_offset from alert_watches
      where alert_after <= ? order by alert_after limit ? for update skip locked
      """;

  private static final String UPSERT =
      """
      insert into alert_watches as old (organization_id, service, state, alert_after,
        source_partition, source_offset)
      select organization_id, service, state, alert_after, source_partition, source_offset
      from json_populate_recordset(null::alert_watches, ?::json)
      order by organization_id, service
      on conflict (organization_id, service) do update set state = excluded.state,
        alert_after = excluded.alert_after, source_partition = excluded.source_partition,
        source_offset = excluded.source_offset
      """;

  /**
   * What is known of a service, and the record of the log that it is known from.
   *
   * @param offset of the last record taken in
   */
  record Known(Alerting alerting, int partition, long offset) {
    /** Whether a record has been taken in already. */
    boolean has(int otherPartition, long otherOffset) {
      return partition == otherPartition && otherOffset <= offset;
    }
  }

  private record Key(String organizationId, String service) {}

  private record Row(
      String organizationId,
      String service,
      Alerting state,
      @Nullable Instant alertAfter,
      int sourcePartition,
      long sourceOffset) {

    static Row of(Known known) {
      var watch = known.alerting().watch();
      return new Row(
          watch.organizationId().value(),
          watch.service().value(),
          known.alerting(),
          known.alerting().changesAt(),
          known.partition(),
          known.offset());
    }
  }

  private Watches() {}

  static Map<StreamKey, Known> of(Connection transaction, Collection<StreamKey> keys)
      throws SQLException {
    var wanted =
        keys.stream()
            .map(key -> new Key(key.organizationId().value(), key.service().value()))
            .toList();
    try (var statement = transaction.prepareStatement(OF)) {
      statement.setString(1, new String(EventJson.write(wanted), StandardCharsets.UTF_8));
      return read(statement);
    }
  }

  /** Those whose alerts time has changed by now, and that no other instance has in hand. */
  static Map<StreamKey, Known> due(Connection transaction, Instant now, int most)
      throws SQLException {
    try (var statement = transaction.prepareStatement(DUE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setInt(2, most);
      return read(statement);
    }
  }

  private static Map<StreamKey, Known> read(PreparedStatement statement) throws SQLException {
    var all = new LinkedHashMap<StreamKey, Known>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        var state = rows.getString(1).getBytes(StandardCharsets.UTF_8);
        var alerting = EventJson.read(state, Alerting.class);
        all.put(alerting.watch().key(), new Known(alerting, rows.getInt(2), rows.getLong(3)));
      }
    }
    return all;
  }

  static void write(Connection transaction, Collection<Known> known) throws SQLException {
    Rows.write(transaction, UPSERT, known.stream().map(Row::of).toList());
  }
}
