package io.syncledger.query.stream;

import io.micronaut.json.JsonMapper;
import io.syncledger.events.OrganizationId;
import io.syncledger.query.alerts.AlertRepository;
import io.syncledger.query.alerts.AlertRow;
import io.syncledger.query.alerts.AlertView;
import io.syncledger.query.stream.RunUpdates.Update;
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

/** What the streams tell of alerts. */
@Singleton
final class AlertUpdates {
  /** So long a change may take until it is committed: told twice rather than not at all. */
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

  /** One client's view of them; for one thread. */
  Feed of(OrganizationId organization) {
    return new Feed(organization);
  }

  final class Feed {
    private final OrganizationId organization;
    private List<AlertRow> offered = List.of();
    private Set<AlertRow> told = Set.of();

    private Feed(OrganizationId organization) {
      this.organization = organization;
    }

    /** Alerts that fire, where the client does not say what it knows. */
    List<Update> snapshot(StreamPosition position) {
      if (position.alerts() > 0) {
        return List.of();
      }
      var now = position.withAlerts(clock.millis());
      offered = alerts.firing(organization, ROWS);
      return offered.stream().map(row -> step(now, row)).toList();
    }

    /** What has changed since, in the order of change. */
    List<Update> since(StreamPosition position) {
      var since = Instant.ofEpochMilli(position.alerts()).minus(OVERLAP);
      var changed = alerts.changedSince(organization, since, ROWS);
      told = changed.stream().filter(told::contains).collect(Collectors.toSet());
      offered = changed.stream().filter(row -> !told.contains(row)).toList();
      var steps = new ArrayList<Update>();
      var reached = position;
      for (var row : offered) {
        reached = reached.withAlerts(row.updatedAt().toEpochMilli());
        steps.add(step(reached, row));
      }
      return steps;
    }

    /** The first so many of what was last given have gone to the client. */
    void markSent(int count) {
      var all = new HashSet<>(told);
      all.addAll(offered.subList(0, count));
      told = all;
    }

    private Update step(StreamPosition id, AlertRow row) {
      try {
        var view = AlertView.of(row.alert(), clock.instant());
        return new Update(id, SseFrame.alert(id, json.writeValueAsString(view)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
