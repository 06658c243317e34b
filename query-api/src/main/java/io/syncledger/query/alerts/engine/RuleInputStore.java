package io.syncledger.query.alerts.engine;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.projection.BulkWriter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The table of what the rules look at; rows that are read are locked until the commit. Those in
 * work are remembered, so that a state is not read again for each batch of events: it counts while
 * the row still has the revision that it was remembered with, whoever else writes and whatever is
 * rolled back.
 */
@Singleton
final class RuleInputStore {
  private static final String LOCK =
      """
      select organization_id, service, revision, source_partition, source_offset
      from alert_watches
      join json_to_recordset(?::json) as k (organization_id text, service text)
        using (organization_id, service)
      order by organization_id, service for update of alert_watches
      """;

  private static final String STATES =
      """
      select organization_id, service, state from alert_watches
      join json_to_recordset(?::json) as k (organization_id text, service text)
        using (organization_id, service)
      """;

  private static final String DUE =
      """
      select organization_id, service, revision, source_partition, source_offset
      from alert_watches
      where alert_after <= ? order by alert_after limit ? for update skip locked
      """;

  private static final String UPSERT =
      """
      insert into alert_watches as old (organization_id, service, state, revision, alert_after,
        source_partition, source_offset)
      select organization_id, service, state, revision, alert_after, source_partition,
        source_offset
      from json_populate_recordset(null::alert_watches, ?::json)
      order by organization_id, service
      on conflict (organization_id, service) do update set state = excluded.state,
        revision = excluded.revision, alert_after = excluded.alert_after,
        source_partition = excluded.source_partition, source_offset = excluded.source_offset
      """;

  /** So much JSON may stand behind what is remembered. */
  private static final long CACHE_BYTES = 16L * 1024 * 1024;

  /**
   * What is known of a service, and the record of the log that it is known from.
   *
   * @param offset of the last record taken in
   */
  record Snapshot(ServiceAlerts alerting, int partition, long offset) {
    /** Whether a record has been taken in already. */
    boolean includes(int otherPartition, long otherOffset) {
      return partition == otherPartition && otherOffset <= offset;
    }
  }

  private record Cached(ServiceAlerts alerting, long revision, int bytes) {}

  private record Locked(StreamKey key, long revision, int partition, long offset) {
    static Locked read(ResultSet row) throws SQLException {
      return new Locked(keyOf(row), row.getLong(3), row.getInt(4), row.getLong(5));
    }

    Snapshot snapshot(ServiceAlerts alerting) {
      return new Snapshot(alerting, partition, offset);
    }
  }

  private record Key(String organizationId, String service) {
    static Key of(StreamKey key) {
      return new Key(key.organizationId().value(), key.service().value());
    }
  }

  private record Row(
      String organizationId,
      String service,
      @JsonRawValue String state,
      long revision,
      @Nullable Instant alertAfter,
      int sourcePartition,
      long sourceOffset) {

    static Row of(Snapshot known, String state, long revision) {
      var watch = known.alerting().watch();
      return new Row(
          watch.organizationId().value(),
          watch.service().value(),
          state,
          revision,
          known.alerting().changesAt(),
          known.partition(),
          known.offset());
    }
  }

  private final Cache<StreamKey, Cached> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((StreamKey _, Cached one) -> one.bytes())
          .build();

  Map<StreamKey, Snapshot> lock(Connection transaction, Collection<StreamKey> keys)
      throws SQLException {
    try (var statement = transaction.prepareStatement(LOCK)) {
      statement.setString(1, json(keys));
      return load(transaction, lockedRows(statement));
    }
  }

  /** Those whose alerts time has changed by now, and that no other instance has in hand. */
  Map<StreamKey, Snapshot> lockDue(Connection transaction, Instant now, int most)
      throws SQLException {
    try (var statement = transaction.prepareStatement(DUE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setInt(2, most);
      return load(transaction, lockedRows(statement));
    }
  }

  private static List<Locked> lockedRows(PreparedStatement statement) throws SQLException {
    var all = new ArrayList<Locked>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        all.add(Locked.read(rows));
      }
    }
    return all;
  }

  private Map<StreamKey, Snapshot> load(Connection transaction, List<Locked> rows)
      throws SQLException {
    var known = new LinkedHashMap<StreamKey, Snapshot>();
    var unknown = new LinkedHashMap<StreamKey, Locked>();
    for (var row : rows) {
      var last = cache.getIfPresent(row.key());
      if (last != null && last.revision() == row.revision()) {
        known.put(row.key(), row.snapshot(last.alerting()));
      } else {
        unknown.put(row.key(), row);
      }
    }
    if (!unknown.isEmpty()) {
      readInto(transaction, unknown, known);
    }
    return known;
  }

  private void readInto(
      Connection transaction, Map<StreamKey, Locked> rows, Map<StreamKey, Snapshot> known)
      throws SQLException {
    try (var statement = transaction.prepareStatement(STATES)) {
      statement.setString(1, json(rows.keySet()));
      var states = statement.executeQuery();
      while (states.next()) {
        var row = rows.get(keyOf(states));
        var state = states.getString(3).getBytes(StandardCharsets.UTF_8);
        if (row != null) {
          var alerting = EventJson.read(state, ServiceAlerts.class);
          known.put(row.key(), row.snapshot(alerting));
          cache.put(row.key(), new Cached(alerting, row.revision(), state.length));
        }
      }
    }
  }

  void write(Connection transaction, Collection<Snapshot> known) throws SQLException {
    var rows = new ArrayList<Row>();
    for (var one : known) {
      var state = new String(EventJson.write(one.alerting()), StandardCharsets.UTF_8);
      long revision = ThreadLocalRandom.current().nextLong();
      rows.add(Row.of(one, state, revision));
      cache.put(one.alerting().watch().key(), new Cached(one.alerting(), revision, state.length()));
    }
    BulkWriter.write(transaction, UPSERT, rows);
  }

  private static StreamKey keyOf(ResultSet row) throws SQLException {
    return new StreamKey(new OrganizationId(row.getString(1)), new ServiceName(row.getString(2)));
  }

  private static String json(Collection<StreamKey> keys) {
    return new String(EventJson.write(keys.stream().map(Key::of).toList()), StandardCharsets.UTF_8);
  }
}
