package io.syncledger.events.alert;

import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.fixture.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies events and time to the alerts of one service and records how they change. */
final class AlertHistory {
  static final Thresholds DEFAULTS = Thresholds.defaults(Duration.ofHours(1));

  private final Thresholds thresholds;
  private final Map<String, Alert> episodes = new LinkedHashMap<>();
  private final List<AlertState> states = new ArrayList<>();
  private @Nullable ServiceAlerts alerting;

  AlertHistory(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  static AlertHistory of(List<SyncEvent> events) {
    return new AlertHistory(DEFAULTS).apply(events);
  }

  AlertHistory apply(List<SyncEvent> events) {
    events.forEach(
        event -> ServiceAlerts.apply(alerting, event, thresholds).ifPresent(this::record));
    return this;
  }

  AlertHistory apply(SyncEvent event) {
    return apply(List.of(event));
  }

  AlertHistory advanceTo(Instant now) {
    record(alerting().advanceTo(now, thresholds));
    return this;
  }

  private void record(ServiceAlerts.Transition step) {
    for (var alert : step.changed()) {
      episodes.put(alert.id(), alert);
      states.add(alert.state());
    }
    alerting = step.after();
  }

  ServiceAlerts alerting() {
    return Objects.requireNonNull(alerting, "No event applied");
  }

  /** The latest state of every episode, in the order of their start. */
  List<Alert> episodes() {
    return List.copyOf(episodes.values());
  }

  List<Alert> episodes(Rule rule) {
    return episodes().stream().filter(alert -> alert.rule() == rule).toList();
  }

  /** Every state that occurred, in order. */
  List<AlertState> states() {
    return List.copyOf(states);
  }

  static Instant noon(long seconds) {
    return RunLog.NOON.plusSeconds(seconds);
  }

  /** A run of {@code org_1/cliniko} that starts this many seconds after noon. */
  static RunLog run(String syncId, long seconds) {
    return RunLog.of("org_1", "cliniko", syncId, noon(seconds)).started();
  }

  static SyncEvent consistencyChecked(String syncId, long seconds, long local, long source) {
    var one = run(syncId, seconds).events().getFirst().envelope();
    return new ConsistencyChecked(
        new Envelope(one.syncId(), 90, one.organizationId(), one.service(), one.occurredAt()),
        Map.of("patients", new ConsistencyChecked.Count(local, source)),
        0,
        0);
  }
}
