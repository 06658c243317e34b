package io.syncledger.query.alerts.engine;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Notification.AlertNotification;
import io.syncledger.events.alert.Notification.Kind;
import io.syncledger.events.alert.Rule;
import io.syncledger.query.alerts.silences.Silences;
import io.syncledger.query.delivery.NotificationQueue;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives notice of flips: that it was given stands in the same transaction as the notice, so that it
 * is given once. An episode that is over before its beginning could be told, as all of the past are
 * when a log is read again, is not told at all.
 */
@Singleton
final class AlertNotifier {
  /** What was told of an alert. */
  record Sent(Rule rule, Kind kind) {}

  /**
   * @param examined at how many episodes
   */
  record Batch(int examined, List<Sent> sent) {}

  private final TransactionOperations<Connection> transactions;
  private final NotificationQueue notifications;
  private final IncidentGrouper incidents;
  private final AlertSettings settings;
  private final Clock clock;

  AlertNotifier(
      @Named("query") TransactionOperations<Connection> transactions,
      NotificationQueue notices,
      IncidentGrouper incidents,
      AlertSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.notifications = notices;
    this.incidents = incidents;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Tells what is due, a limited number.
   *
   * @param horizon what was recorded after it may be contradicted by what is still to be read
   */
  Batch notifyDue(Instant horizon) {
    return transactions.executeWrite(
        status -> {
          var due = PendingNotification.due(status.getConnection(), horizon, settings.batch());
          var flips = new ArrayList<Sent>();
          for (var one : due) {
            notifyOf(status.getConnection(), one)
                .ifPresent(kind -> flips.add(new Sent(one.alert().rule(), kind)));
          }
          return new Batch(due.size(), flips);
        });
  }

  private Optional<Kind> notifyOf(Connection transaction, PendingNotification untold)
      throws SQLException {
    var state = untold.alert().state();
    if (state == AlertState.FIRING && untold.lastNotified() == null) {
      return notifyRaised(transaction, untold);
    }
    if (state == AlertState.RESOLVED && untold.lastNotified() == null) {
      var raised = new AlertNotification(Kind.RAISED, untold.alert(), true).notificationId();
      if (PendingNotification.alreadyNotified(transaction, raised)) {
        return notifyResolved(transaction, untold);
      }
      incidents.resolve(transaction, untold.alert());
      untold.markNotified(transaction, untold.alert(), PendingNotification.SKIPPED, false, null);
      return Optional.empty();
    }
    if (state == AlertState.RESOLVED && PendingNotification.RAISED.equals(untold.lastNotified())) {
      return notifyResolved(transaction, untold);
    }
    untold.markNotified(transaction, untold.alert(), null, untold.deploymentWide(), null);
    return Optional.empty();
  }

  private Optional<Kind> notifyRaised(Connection transaction, PendingNotification untold)
      throws SQLException {
    var silent = Silences.until(transaction, untold.alert(), clock.instant());
    if (silent.isPresent()) {
      untold.markNotified(transaction, untold.alert(), null, false, silent.get());
      return Optional.empty();
    }
    var incident = incidents.assign(transaction, untold.alert());
    var alert = untold.alert().withIncident(incident.orElse(null));
    boolean wide = incident.isEmpty();
    notifications.append(transaction, new AlertNotification(Kind.RAISED, alert, wide));
    untold.markNotified(transaction, alert, PendingNotification.RAISED, wide, null);
    return Optional.of(Kind.RAISED);
  }

  private Optional<Kind> notifyResolved(Connection transaction, PendingNotification untold)
      throws SQLException {
    var alert = untold.alert();
    notifications.append(
        transaction, new AlertNotification(Kind.RESOLVED, alert, untold.deploymentWide()));
    incidents.resolve(transaction, alert);
    untold.markNotified(
        transaction, alert, PendingNotification.RESOLVED, untold.deploymentWide(), null);
    return Optional.of(Kind.RESOLVED);
  }
}
