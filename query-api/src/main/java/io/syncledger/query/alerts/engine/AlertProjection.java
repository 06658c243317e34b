package io.syncledger.query.alerts.engine;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.alerts.engine.RuleInputStore.Snapshot;
import io.syncledger.query.alerts.thresholds.ThresholdStore;
import io.syncledger.query.alerts.thresholds.ThresholdsOf;
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

/** {@code sync.events} as what the rules look at, and the flips that events bring about. */
@Singleton
final class AlertProjection implements Projection<SyncEvent> {
  private final RuleInputStore ruleInputs;
  private final ThresholdStore thresholds;
  private final Clock clock;

  AlertProjection(RuleInputStore watches, ThresholdStore thresholds, Clock clock) {
    this.ruleInputs = watches;
    this.thresholds = thresholds;
    this.clock = clock;
  }

  @Override
  public Topic<SyncEvent> topic() {
    return Topics.EVENTS;
  }

  @Override
  public Set<String> project(Connection transaction, List<TopicRecord<SyncEvent>> entries)
      throws SQLException {
    var keys = entries.stream().map(AlertProjection::key).collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return Set.of();
    }
    var known = new HashMap<>(ruleInputs.lock(transaction, keys));
    var changed = new ArrayList<Alert>();
    var touched = fold(entries, known, thresholds.of(transaction, keys), changed);
    ruleInputs.write(transaction, touched);
    AlertWriter.write(transaction, changed, clock.instant());
    return changed.stream()
        .map(alert -> alert.organizationId().value())
        .collect(Collectors.toSet());
  }

  private static StreamKey key(TopicRecord<SyncEvent> entry) {
    return entry.value().envelope().key();
  }

  /** What has become of those that an event concerned. */
  private static Collection<Snapshot> fold(
      List<TopicRecord<SyncEvent>> entries,
      Map<StreamKey, Snapshot> known,
      ThresholdsOf thresholds,
      List<Alert> changed) {
    var touched = new HashMap<StreamKey, Snapshot>();
    for (var one : entries) {
      var key = key(one);
      var before = known.get(key);
      if (before != null && before.includes(one.partition(), one.offset())) {
        continue;
      }
      var step =
          ServiceAlerts.apply(
              before == null ? null : before.alerting(), one.value(), thresholds.of(key));
      step.ifPresent(
          after -> {
            var now = new Snapshot(after.after(), one.partition(), one.offset());
            known.put(key, now);
            touched.put(key, now);
            changed.addAll(after.changed());
          });
    }
    return touched.values();
  }
}
