package io.syncledger.query.alerts.engine;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.projection.BulkWriter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Stores the inputs of the alert rules and the resulting alerts of each service of an organization.
 * Rows that are read stay locked until the commit.
 *
 * <p>States in use are cached, so that a batch of events does not parse them again. A cached state
 * is valid only while its row still has the revision it was cached with; writes of other instances
 * and rollbacks change the revision and so invalidate it.
 */
@Singleton
final class RuleInputStore {
  private static final String UPSERT =
      """
      insert into alert_rule_inputs as old (organization_id, service, state, revision, alert_after,
        source_partition, source_offset)
      select organization_id, service, state, revision, alert_after, source_partition,
        source_offset
      from json_populate_recordset(null::alert_rule_inputs, ?::json)
      order by organization_id, service
      on conflict (organization_id, service) do update set state = excluded.state,
        revision = excluded.revision, alert_after = excluded.alert_after,
        source_partition = excluded.source_partition, source_offset = excluded.source_offset
      """;

  /** Bytes of JSON that the cached states may stand for. */
  private static final long CACHE_BYTES = 16L * 1024 * 1024;

  /**
   * The state of a service, and the record of the log up to which it was folded.
   *
   * @param offset of the last record that was applied
   */
  record Snapshot(ServiceAlerts alerts, int partition, long offset) {
    /** Whether a record has been applied already. */
    boolean includes(int otherPartition, long otherOffset) {
      return partition == otherPartition && otherOffset <= offset;
    }
  }

  private record Cached(ServiceAlerts alerts, long revision, int bytes) {}

  private record Key(String organizationId, String service) {}

  private record WrittenRow(
      String organizationId,
      String service,
      @JsonRawValue String state,
      long revision,
      @Nullable Instant alertAfter,
      int sourcePartition,
      long sourceOffset) {}

  private final RuleInputRepository repository;
  private final Cache<StreamKey, Cached> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((StreamKey _, Cached one) -> one.bytes())
          .build();

  RuleInputStore(RuleInputRepository repository) {
    this.repository = repository;
  }

  /** The states of these services; a service without one is absent. */
  Map<StreamKey, Snapshot> lock(Collection<StreamKey> keys) {
    return load(repository.lock(json(keys)));
  }

  /** The states of services due for evaluation that no other instance is working on. */
  Map<StreamKey, Snapshot> lockDue(Instant until, int limit) {
    return load(repository.lockDue(until, limit));
  }

  private Map<StreamKey, Snapshot> load(List<RuleInputRow> locked) {
    var loaded = new LinkedHashMap<StreamKey, Snapshot>();
    var uncached = new LinkedHashMap<StreamKey, RuleInputRow>();
    for (var row : locked) {
      var cached = cache.getIfPresent(row.key());
      if (cached != null && cached.revision() == row.revision()) {
        loaded.put(row.key(), snapshot(row, cached.alerts()));
      } else {
        uncached.put(row.key(), row);
      }
    }
    if (!uncached.isEmpty()) {
      readStates(uncached, loaded);
    }
    return loaded;
  }

  private void readStates(Map<StreamKey, RuleInputRow> uncached, Map<StreamKey, Snapshot> loaded) {
    for (var stored : repository.findStates(json(uncached.keySet()))) {
      var key = stored.key();
      var row = uncached.get(key);
      if (row != null) {
        var json = stored.state().getBytes(StandardCharsets.UTF_8);
        var alerts = EventJson.read(json, ServiceAlerts.class);
        loaded.put(key, snapshot(row, alerts));
        cache.put(key, new Cached(alerts, row.revision(), json.length));
      }
    }
  }

  private static Snapshot snapshot(RuleInputRow row, ServiceAlerts alerts) {
    return new Snapshot(alerts, row.sourcePartition(), row.sourceOffset());
  }

  void write(Connection transaction, Collection<Snapshot> snapshots) throws SQLException {
    var written = new ArrayList<WrittenRow>();
    for (var one : snapshots) {
      var key = one.alerts().input().key();
      var state = new String(EventJson.write(one.alerts()), StandardCharsets.UTF_8);
      long revision = ThreadLocalRandom.current().nextLong();
      written.add(
          new WrittenRow(
              key.organizationId().value(),
              key.service().value(),
              state,
              revision,
              one.alerts().changesAt(),
              one.partition(),
              one.offset()));
      cache.put(key, new Cached(one.alerts(), revision, state.length()));
    }
    BulkWriter.write(transaction, UPSERT, written);
  }

  private static String json(Collection<StreamKey> keys) {
    var named =
        keys.stream()
            .map(key -> new Key(key.organizationId().value(), key.service().value()))
            .toList();
    return new String(EventJson.write(named), StandardCharsets.UTF_8);
  }
}
