package io.syncledger.query.alerts.engine;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Alerting;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.alerts.engine.Watches.Known;
import io.syncledger.query.alerts.settings.ThresholdRows;
import io.syncledger.query.alerts.settings.ThresholdsOf;
import io.syncledger.query.projection.Entry;
import io.syncledger.query.projection.Projection;
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
  private final Watches watches;
  private final ThresholdRows thresholds;
  private final Clock clock;

  AlertProjection(Watches watches, ThresholdRows thresholds, Clock clock) {
    this.watches = watches;
    this.thresholds = thresholds;
    this.clock = clock;
  }

  @Override
  public Topic<SyncEvent> topic() {
    return Topics.EVENTS;
  }

  @Override
  public Set<String> project(Connection transaction, List<Entry<SyncEvent>> entries)
      throws SQLException {
    var keys = entries.stream().map(AlertProjection::key).collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return Set.of();
    }
    var known = new HashMap<>(watches.of(transaction, keys));
    var changed = new ArrayList<Alert>();
    var touched = fold(entries, known, thresholds.of(transaction, keys), changed);
    watches.write(transaction, touched);
    AlertWrites.write(transaction, changed, clock.instant());
    return changed.stream()
        .map(alert -> alert.organizationId().value())
        .collect(Collectors.toSet());
  }

  private static StreamKey key(Entry<SyncEvent> entry) {
    return entry.value().envelope().key();
  }

  /** What has become of those that an event concerned. */
  private static Collection<Known> fold(
      List<Entry<SyncEvent>> entries,
      Map<StreamKey, Known> known,
      ThresholdsOf thresholds,
      List<Alert> changed) {
    var touched = new HashMap<StreamKey, Known>();
    for (var one : entries) {
      var key = key(one);
      var before = known.get(key);
      if (before != null && before.has(one.partition(), one.offset())) {
        continue;
      }
      var step =
          Alerting.apply(
              before == null ? null : before.alerting(), one.value(), thresholds.of(key));
      step.ifPresent(
          after -> {
            var now = new Known(after.after(), one.partition(), one.offset());
            known.put(key, now);
            touched.put(key, now);
            changed.addAll(after.changed());
          });
    }
    return touched.values();
  }
}
