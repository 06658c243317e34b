package io.syncledger.query.alerts.engine;

import static io.syncledger.query.alerts.engine.PendingNotification.RAISED;
import static io.syncledger.query.alerts.engine.PendingNotification.RESOLVED;
import static io.syncledger.query.alerts.engine.PendingNotification.SKIPPED;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Notification.AlertNotification;
import io.syncledger.events.alert.Notification.Kind;
import io.syncledger.events.alert.Rule;
import io.syncledger.query.alerts.AlertRepository;
import io.syncledger.query.alerts.AlertRow;
import io.syncledger.query.alerts.silences.SilenceRepository;
import io.syncledger.query.delivery.NotificationQueue;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands a notification to the delivery queue when an alert starts or stops firing. The notification
 * and the mark that it was sent commit together, so each is sent once. An episode that ended before
 * a notification could be sent is skipped; so are all past ones when the log is read again.
 */
@Singleton
final class AlertNotifier {
  /** A notification that was handed to the delivery queue. */
  record Sent(Rule rule, Kind kind) {}

  /**
   * The result of one transaction.
   *
   * @param examined how many episodes it looked at
   */
  record Batch(int examined, List<Sent> sent) {}

  private final TransactionOperations<Connection> transactions;
  private final PendingNotificationRepository pending;
  private final AlertRepository alerts;
  private final SilenceRepository silences;
  private final IncidentGrouper incidents;
  private final NotificationQueue queue;
  private final AlertSettings settings;
  private final Clock clock;

  AlertNotifier(
      @Named("query") TransactionOperations<Connection> transactions,
      PendingNotificationRepository pending,
      AlertRepository alerts,
      SilenceRepository silences,
      IncidentGrouper incidents,
      NotificationQueue queue,
      AlertSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.pending = pending;
    this.alerts = alerts;
    this.silences = silences;
    this.incidents = incidents;
    this.queue = queue;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Notifies of up to one batch of due episodes.
   *
   * @param watermark episodes recorded after it wait: events still unread may contradict them
   */
  Batch notifyDue(Instant watermark) {
    return transactions.executeWrite(_ -> notifyBatch(watermark));
  }

  private Batch notifyBatch(Instant watermark) {
    var due = pending.lockDue(watermark, settings.batchSize());
    if (due.isEmpty()) {
      return new Batch(0, List.of());
    }
    var byId =
        alerts.findAll(due.stream().map(PendingNotification::id).toList()).stream()
            .collect(Collectors.toMap(AlertRow::id, AlertRow::toAlert));
    var sent = new ArrayList<Sent>();
    for (var one : due) {
      var alert = Objects.requireNonNull(byId.get(one.id()));
      notifyOf(one, alert).ifPresent(kind -> sent.add(new Sent(alert.rule(), kind)));
    }
    return new Batch(due.size(), sent);
  }

  private Optional<Kind> notifyOf(PendingNotification episode, Alert alert) {
    if (alert.state() == AlertState.FIRING && episode.lastSent() == null) {
      return notifyRaised(alert);
    }
    if (alert.state() == AlertState.RESOLVED && episode.lastSent() == null) {
      var raised = new AlertNotification(Kind.RAISED, alert, true).notificationId();
      if (pending.countSent(raised) > 0) {
        return notifyResolved(episode, alert);
      }
      incidents.resolve(alert);
      recordSent(alert, SKIPPED, false, null);
      return Optional.empty();
    }
    if (alert.state() == AlertState.RESOLVED && RAISED.equals(episode.lastSent())) {
      return notifyResolved(episode, alert);
    }
    recordSent(alert, null, episode.sentToDeployment(), null);
    return Optional.empty();
  }

  /** A silenced alert is checked again when the silence ends. */
  private Optional<Kind> notifyRaised(Alert alert) {
    var silence =
        silences.findActive(
            alert.organizationId().value(),
            alert.service().value(),
            alert.rule().toString(),
            clock.instant());
    if (silence.isPresent()) {
      recordSent(alert, null, false, silence.get().endsAt());
      return Optional.empty();
    }
    var incident = incidents.assign(alert);
    var raised = alert.withIncident(incident.orElse(null));
    boolean deploymentWide = incident.isEmpty();
    queue.append(new AlertNotification(Kind.RAISED, raised, deploymentWide));
    recordSent(raised, RAISED, deploymentWide, null);
    return Optional.of(Kind.RAISED);
  }

  private Optional<Kind> notifyResolved(PendingNotification episode, Alert alert) {
    queue.append(new AlertNotification(Kind.RESOLVED, alert, episode.sentToDeployment()));
    incidents.resolve(alert);
    recordSent(alert, RESOLVED, episode.sentToDeployment(), null);
    return Optional.of(Kind.RESOLVED);
  }

  private void recordSent(
      Alert alert, @Nullable String sent, boolean deploymentWide, @Nullable Instant nextCheckAt) {
    pending.recordSent(alert.id(), sent, deploymentWide, nextCheckAt, alert.incidentId());
  }
}
