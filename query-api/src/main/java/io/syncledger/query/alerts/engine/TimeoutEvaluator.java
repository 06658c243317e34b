package io.syncledger.query.alerts.engine;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.alert.Alert;
import io.syncledger.query.alerts.engine.RuleInputStore.Snapshot;
import io.syncledger.query.alerts.thresholds.ThresholdStore;
import io.syncledger.query.projection.ChangeNotification;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Judges what comes about because nothing happens. */
@Singleton
final class TimeoutEvaluator {
  private final TransactionOperations<Connection> transactions;
  private final RuleInputStore ruleInputs;
  private final ThresholdStore thresholds;
  private final AlertSettings settings;
  private final Clock clock;

  TimeoutEvaluator(
      @Named("query") TransactionOperations<Connection> transactions,
      RuleInputStore watches,
      ThresholdStore thresholds,
      AlertSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.ruleInputs = watches;
    this.thresholds = thresholds;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Judges those services whose time has come, a limited number.
   *
   * @param horizon nothing is judged beyond it
   * @return how many there were
   */
  int evaluateDue(Instant horizon) {
    return transactions.executeWrite(status -> evaluate(status.getConnection(), horizon));
  }

  private int evaluate(Connection transaction, Instant horizon) throws SQLException {
    var due = ruleInputs.lockDue(transaction, horizon, settings.batch());
    if (due.isEmpty()) {
      return 0;
    }
    var limits = thresholds.of(transaction, due.keySet());
    var judged = new ArrayList<Snapshot>();
    var changed = new ArrayList<Alert>();
    due.forEach(
        (key, known) -> {
          var step = known.alerting().advanceTo(horizon, limits.of(key));
          judged.add(new Snapshot(step.after(), known.partition(), known.offset()));
          changed.addAll(step.changed());
        });
    ruleInputs.write(transaction, judged);
    AlertWriter.write(transaction, changed, clock.instant());
    ChangeNotification.send(
        transaction,
        changed.stream().map(alert -> alert.organizationId().value()).collect(Collectors.toSet()));
    return due.size();
  }
}
