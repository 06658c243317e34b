package io.syncledger.query.alerts.engine;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.alerts.engine.RuleInputStore.Snapshot;
import io.syncledger.query.alerts.thresholds.ThresholdOverrides;
import io.syncledger.query.alerts.thresholds.ThresholdStore;
import io.syncledger.query.projection.Projection;
import io.syncledger.query.projection.TopicRecord;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds {@code sync.events} into the rule inputs and alerts of each service, and writes the
 * episodes that an event changed. Changes that only time causes are left to {@link
 * TimeoutEvaluator}.
 */
@Singleton
final class AlertProjection implements Projection<SyncEvent> {
  private final RuleInputStore ruleInputs;
  private final ThresholdStore thresholds;
  private final Clock clock;

  AlertProjection(RuleInputStore ruleInputs, ThresholdStore thresholds, Clock clock) {
    this.ruleInputs = ruleInputs;
    this.thresholds = thresholds;
    this.clock = clock;
  }

  @Override
  public Topic<SyncEvent> topic() {
    return Topics.EVENTS;
  }

  @Override
  public Set<String> project(Connection transaction, List<TopicRecord<SyncEvent>> records)
      throws SQLException {
    var keys = records.stream().map(AlertProjection::key).collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return Set.of();
    }
    var snapshots = new HashMap<>(ruleInputs.lock(keys));
    var changed = new ArrayList<Alert>();
    var updated = fold(records, snapshots, thresholds.overridesFor(keys), changed);
    ruleInputs.write(transaction, updated);
    AlertWriter.write(transaction, changed, clock.instant());
    return changed.stream()
        .map(alert -> alert.organizationId().value())
        .collect(Collectors.toSet());
  }

  private static StreamKey key(TopicRecord<SyncEvent> record) {
    return record.value().envelope().key();
  }

  /**
   * @param snapshots by service, replaced as events are applied
   * @param changed collects the episodes that changed
   * @return the latest snapshot of each service that an event was applied to
   */
  private static Collection<Snapshot> fold(
      List<TopicRecord<SyncEvent>> records,
      Map<StreamKey, Snapshot> snapshots,
      ThresholdOverrides thresholds,
      List<Alert> changed) {
    var updated = new HashMap<StreamKey, Snapshot>();
    for (var record : records) {
      var key = key(record);
      var before = snapshots.get(key);
      if (before != null && before.includes(record.partition(), record.offset())) {
        continue;
      }
      var transition =
          ServiceAlerts.apply(
              before == null ? null : before.alerts(), record.value(), thresholds.get(key));
      transition.ifPresent(
          step -> {
            var after = new Snapshot(step.after(), record.partition(), record.offset());
            snapshots.put(key, after);
            updated.put(key, after);
            changed.addAll(step.changed());
          });
    }
    return updated.values();
  }
}
