package io.syncledger.query.alerts.backtest;

import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts the episodes that started within a window and keeps the first of them. */
final class EpisodeCollector implements Consumer<Alert> {
  static final int MAX_EPISODES = 1000;
  private static final Duration SHORT = Duration.ofSeconds(60);

  private final Instant from;
  private final Instant to;
  private final Map<String, Alert> episodes = new LinkedHashMap<>();
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private long fired;
  private long recovered;

  EpisodeCollector(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public void accept(Alert alert) {
    var at = alert.startsAt();
    if (at == null || at.isBefore(from) || at.isAfter(to)) {
      return;
    }
    if (alert.state() == AlertState.FIRING) {
      fired += open.put(alert.fingerprint(), alert) == null ? 1 : 0;
      if (episodes.size() < MAX_EPISODES) {
        episodes.putIfAbsent(alert.id(), alert);
      }
    } else if (open.remove(alert.fingerprint()) != null) {
      episodes.computeIfPresent(alert.id(), (_, _) -> alert);
      var end = alert.resolvedAt();
      recovered += end != null && !end.isAfter(at.plus(SHORT)) ? 1 : 0;
    }
  }

  long fired() {
    return fired;
  }

  /** The number of them that were resolved within a minute. */
  long recoveredWithinMinute() {
    return recovered;
  }

  List<Alert> episodes() {
    return List.copyOf(episodes.values());
  }
}
