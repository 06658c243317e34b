package io.syncledger.query.stream;

import io.micronaut.json.JsonMapper;
import io.syncledger.events.OrganizationId;
import io.syncledger.query.alerts.AlertRepository;
import io.syncledger.query.alerts.AlertRow;
import io.syncledger.query.alerts.AlertView;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the changes of alerts beyond a position and turns them into frames. */
@Singleton
final class AlertUpdates {
  /**
   * The longest time that the commit of a change may take. Changes within the overlap are read
   * again, so that one that is committed late is not lost.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private static final int ROWS = 500;

  private final AlertRepository alerts;
  private final JsonMapper json;
  private final Clock clock;

  AlertUpdates(AlertRepository alerts, JsonMapper json, Clock clock) {
    this.alerts = alerts;
    this.json = json;
    this.clock = clock;
  }

  /** The alerts for one client; used by one thread. */
  Feed feed(OrganizationId organization) {
    return new Feed(organization);
  }

  /** Remembers which of the rows in the overlap the client has received already. */
  final class Feed {
    private final OrganizationId organization;
    private List<AlertRow> offered = List.of();
    private Set<AlertRow> sent = Set.of();

    private Feed(OrganizationId organization) {
      this.organization = organization;
    }

    /** The firing alerts, unless the position shows which alerts the client has received. */
    List<StreamUpdate> snapshot(StreamPosition position) {
      if (position.alerts() > 0) {
        return List.of();
      }
      var now = position.withAlerts(clock.millis());
      offered = alerts.firing(organization, ROWS);
      return offered.stream().map(row -> update(now, row)).toList();
    }

    /** The alerts that have changed since the position, in the order of change. */
    List<StreamUpdate> since(StreamPosition position) {
      var start = Instant.ofEpochMilli(position.alerts()).minus(OVERLAP);
      var changed = alerts.changedSince(organization, start, ROWS);
      sent = changed.stream().filter(sent::contains).collect(Collectors.toSet());
      offered = changed.stream().filter(row -> !sent.contains(row)).toList();
      var updates = new ArrayList<StreamUpdate>();
      var reached = position;
      for (var row : offered) {
        reached = reached.withAlerts(row.updatedAt().toEpochMilli());
        updates.add(update(reached, row));
      }
      return updates;
    }

    /** Notes that the client has received the first updates of those last returned. */
    void markSent(int count) {
      var all = new HashSet<>(sent);
      all.addAll(offered.subList(0, count));
      sent = all;
    }

    private StreamUpdate update(StreamPosition id, AlertRow row) {
      try {
        var view = AlertView.of(row.toAlert(), clock.instant());
        return new StreamUpdate(id, SseFrame.alert(id, json.writeValueAsString(view)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
