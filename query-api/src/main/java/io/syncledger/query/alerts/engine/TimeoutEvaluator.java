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

/**
 * Evaluates the rules by the clock, for services whose alerts change although no event arrives: a
 * sync that hangs, data that grows stale, a hold time that ends.
 */
@Singleton
final class TimeoutEvaluator {
  private final TransactionOperations<Connection> transactions;
  private final RuleInputStore ruleInputs;
  private final ThresholdStore thresholds;
  private final AlertSettings settings;
  private final Clock clock;

  TimeoutEvaluator(
      @Named("query") TransactionOperations<Connection> transactions,
      RuleInputStore ruleInputs,
      ThresholdStore thresholds,
      AlertSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.ruleInputs = ruleInputs;
    this.thresholds = thresholds;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Evaluates up to one batch of due services.
   *
   * @param watermark the instant to evaluate at; nothing later is judged, as events may be unread
   * @return how many services were due
   */
  int evaluateDue(Instant watermark) {
    return transactions.executeWrite(status -> evaluate(status.getConnection(), watermark));
  }

  private int evaluate(Connection transaction, Instant watermark) throws SQLException {
    var due = ruleInputs.lockDue(watermark, settings.batchSize());
    if (due.isEmpty()) {
      return 0;
    }
    var overrides = thresholds.overridesFor(due.keySet());
    var evaluated = new ArrayList<Snapshot>();
    var changed = new ArrayList<Alert>();
    due.forEach(
        (key, snapshot) -> {
          var step = snapshot.alerts().advanceTo(watermark, overrides.get(key));
          evaluated.add(new Snapshot(step.after(), snapshot.partition(), snapshot.offset()));
          changed.addAll(step.changed());
        });
    ruleInputs.write(transaction, evaluated);
    AlertWriter.write(transaction, changed, clock.instant());
    ChangeNotification.send(
        transaction,
        changed.stream().map(alert -> alert.organizationId().value()).collect(Collectors.toSet()));
    return due.size();
  }
}
