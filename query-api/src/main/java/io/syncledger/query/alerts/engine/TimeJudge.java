package io.syncledger.query.alerts.engine;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.alert.Alert;
import io.syncledger.query.alerts.engine.Watches.Known;
import io.syncledger.query.alerts.settings.ThresholdRows;
import io.syncledger.query.projection.RunSignals;
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
final class TimeJudge {
  private final TransactionOperations<Connection> transactions;
  private final Watches watches;
  private final ThresholdRows thresholds;
  private final EngineSettings settings;
  private final Clock clock;

  TimeJudge(
      @Named("query") TransactionOperations<Connection> transactions,
      Watches watches,
      ThresholdRows thresholds,
      EngineSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.watches = watches;
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
  int step(Instant horizon) {
    return transactions.executeWrite(status -> judge(status.getConnection(), horizon));
  }

  private int judge(Connection transaction, Instant horizon) throws SQLException {
    var due = watches.due(transaction, horizon, settings.batch());
    if (due.isEmpty()) {
      return 0;
    }
    var limits = thresholds.of(transaction, due.keySet());
    var judged = new ArrayList<Known>();
    var changed = new ArrayList<Alert>();
    due.forEach(
        (key, known) -> {
          var step = known.alerting().until(horizon, limits.of(key));
          judged.add(new Known(step.after(), known.partition(), known.offset()));
          changed.addAll(step.changed());
        });
    watches.write(transaction, judged);
    AlertWrites.write(transaction, changed, clock.instant());
    RunSignals.send(
        transaction,
        changed.stream().map(alert -> alert.organizationId().value()).collect(Collectors.toSet()));
    return due.size();
  }
}
