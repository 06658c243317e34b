package io.syncledger.query.alerts.backtest;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.alert.Thresholds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Replays recorded events of an organization with one set of thresholds, through the same fold that
 * raises its alerts. Keeps the state of each service only, none of the events.
 */
final class BacktestReplay {
  private final Function<StreamKey, Thresholds> thresholds;
  private final Consumer<Alert> changed;
  private final Map<StreamKey, Thresholds> thresholdsByService = new HashMap<>();
  private final Map<StreamKey, ServiceAlerts> services = new HashMap<>();

  /**
   * @param changed receives every change of an episode
   */
  BacktestReplay(Function<StreamKey, Thresholds> thresholds, Consumer<Alert> changed) {
    this.thresholds = thresholds;
    this.changed = changed;
  }

  void apply(SyncEvent event) {
    var key = event.envelope().key();
    ServiceAlerts.apply(services.get(key), event, thresholds(key))
        .ifPresent(step -> accept(key, step));
  }

  /** Applies what time alone changes up to an instant. */
  void advanceTo(Instant to) {
    for (var key : List.copyOf(services.keySet())) {
      var alerts = services.get(key);
      if (alerts != null) {
        accept(key, alerts.advanceTo(to, thresholds(key)));
      }
    }
  }

  private Thresholds thresholds(StreamKey key) {
    return thresholdsByService.computeIfAbsent(key, thresholds);
  }

  private void accept(StreamKey key, ServiceAlerts.Transition step) {
    services.put(key, step.after());
    step.changed().forEach(changed);
  }
}
