package io.syncledger.query.alerts.engine;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Notice.AlertNotice;
import io.syncledger.events.alert.Notice.Kind;
import io.syncledger.events.alert.Rule;
import io.syncledger.query.alerts.silences.Silences;
import io.syncledger.query.delivery.Notices;
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
final class Teller {
  /** What was told of an alert. */
  record Flip(Rule rule, Kind kind) {}

  /**
   * @param looked at how many episodes
   */
  record Told(int looked, List<Flip> flips) {}

  private final TransactionOperations<Connection> transactions;
  private final Notices notices;
  private final Incidents incidents;
  private final EngineSettings settings;
  private final Clock clock;

  Teller(
      @Named("query") TransactionOperations<Connection> transactions,
      Notices notices,
      Incidents incidents,
      EngineSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.notices = notices;
    this.incidents = incidents;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Tells what is due, a limited number.
   *
   * @param horizon what was recorded after it may be contradicted by what is still to be read
   */
  Told step(Instant horizon) {
    return transactions.executeWrite(
        status -> {
          var due = Untold.due(status.getConnection(), horizon, settings.batch());
          var flips = new ArrayList<Flip>();
          for (var one : due) {
            tell(status.getConnection(), one)
                .ifPresent(kind -> flips.add(new Flip(one.alert().rule(), kind)));
          }
          return new Told(due.size(), flips);
        });
  }

  private Optional<Kind> tell(Connection transaction, Untold untold) throws SQLException {
    var state = untold.alert().state();
    if (state == AlertState.FIRING && untold.told() == null) {
      return raise(transaction, untold);
    }
    if (state == AlertState.RESOLVED && untold.told() == null) {
      var raised = new AlertNotice(Kind.RAISED, untold.alert(), true).noticeId();
      if (Untold.given(transaction, raised)) {
        return resolve(transaction, untold);
      }
      incidents.resolved(transaction, untold.alert());
      untold.settle(transaction, untold.alert(), Untold.NOTHING, false, null);
      return Optional.empty();
    }
    if (state == AlertState.RESOLVED && Untold.RAISED.equals(untold.told())) {
      return resolve(transaction, untold);
    }
    untold.settle(transaction, untold.alert(), null, untold.deploymentWide(), null);
    return Optional.empty();
  }

  private Optional<Kind> raise(Connection transaction, Untold untold) throws SQLException {
    var silent = Silences.until(transaction, untold.alert(), clock.instant());
    if (silent.isPresent()) {
      untold.settle(transaction, untold.alert(), null, false, silent.get());
      return Optional.empty();
    }
    var incident = incidents.of(transaction, untold.alert());
    var alert = untold.alert().partOf(incident.orElse(null));
    boolean wide = incident.isEmpty();
    notices.append(transaction, new AlertNotice(Kind.RAISED, alert, wide));
    untold.settle(transaction, alert, Untold.RAISED, wide, null);
    return Optional.of(Kind.RAISED);
  }

  private Optional<Kind> resolve(Connection transaction, Untold untold) throws SQLException {
    var alert = untold.alert();
    notices.append(transaction, new AlertNotice(Kind.RESOLVED, alert, untold.deploymentWide()));
    incidents.resolved(transaction, alert);
    untold.settle(transaction, alert, Untold.RESOLVED, untold.deploymentWide(), null);
    return Optional.of(Kind.RESOLVED);
  }
}
