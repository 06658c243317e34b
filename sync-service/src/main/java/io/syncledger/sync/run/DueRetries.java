package io.syncledger.sync.run;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.http.problem.Trace;
import io.syncledger.sync.run.retry.PendingRetry;
import io.syncledger.sync.run.retry.Retries;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins retries when they are due. Every instance looks, each retry is begun once. */
@Singleton
final class DueRetries {
  private static final Logger LOG = LoggerFactory.getLogger(DueRetries.class);

  private final TransactionOperations<Connection> transactions;
  private final Retries retries;
  private final StartDecision decision;
  private final Worker worker;
  private final Clock clock;

  DueRetries(
      @Named("sync") TransactionOperations<Connection> transactions,
      Retries retries,
      StartDecision decision,
      Worker worker,
      Clock clock) {
    this.transactions = transactions;
    this.retries = retries;
    this.decision = decision;
    this.worker = worker;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "${syncledger.sync-service.retry.look-every:500ms}")
  void begin() {
    if (!worker.open()) {
      return;
    }
    try {
      transactions.executeRead(_ -> retries.due(clock.instant())).forEach(this::begin);
    } catch (Exception e) {
      warn("Retries could not be looked for, the next look will tell", e);
    }
  }

  /** One that cannot be begun keeps no other from it. */
  private void begin(PendingRetry due) {
    try {
      decision.on(due).ifPresent(begun -> worker.launch(begun.run(), begun.span()));
    } catch (Exception e) {
      warn("A retry could not be begun, the next look will try", e);
    }
  }

  private static void warn(String what, Exception e) {
    LOG.atWarn().setMessage(what).setCause(new Trace(e)).log();
  }
}
