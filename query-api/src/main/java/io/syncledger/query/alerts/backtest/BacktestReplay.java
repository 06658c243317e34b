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
 * One set of thresholds over the recorded events of an organisation: the same fold that raises its
 * alerts. Holds what is known of each service, and nothing of the past.
 */
final class BacktestReplay {
  private final Function<StreamKey, Thresholds> thresholds;
  private final Consumer<Alert> changed;
  private final Map<StreamKey, Thresholds> known = new HashMap<>();
  private final Map<StreamKey, ServiceAlerts> services = new HashMap<>();

  /**
   * @param changed is told of every change of an episode
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

  /** What time alone brings about up to the end. */
  void advanceTo(Instant to) {
    for (var key : List.copyOf(services.keySet())) {
      var alerting = services.get(key);
      if (alerting != null) {
        accept(key, alerting.advanceTo(to, thresholds(key)));
      }
    }
  }

  private Thresholds thresholds(StreamKey key) {
    return known.computeIfAbsent(key, thresholds);
  }

  private void accept(StreamKey key, ServiceAlerts.Transition step) {
    services.put(key, step.after());
    step.changed().forEach(changed);
  }
}
