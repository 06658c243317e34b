package io.syncledger.sync.run;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.sync.run.retry.PendingRetry;
import io.syncledger.sync.run.retry.PendingRetryStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins retries when they are due. Every instance looks, each retry is begun once. */
@Singleton
final class RetryPoller {
  private static final Logger LOG = LoggerFactory.getLogger(RetryPoller.class);

  private final TransactionOperations<Connection> transactions;
  private final PendingRetryStore retries;
  private final StartDecision decision;
  private final RunWorker worker;
  private final Clock clock;

  RetryPoller(
      @Named("sync") TransactionOperations<Connection> transactions,
      PendingRetryStore retries,
      StartDecision decision,
      RunWorker worker,
      Clock clock) {
    this.transactions = transactions;
    this.retries = retries;
    this.decision = decision;
    this.worker = worker;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "${syncledger.sync-service.retry.look-every:500ms}")
  void begin() {
    if (!worker.isAccepting()) {
      return;
    }
    try {
      transactions.executeRead(_ -> retries.findDue(clock.instant())).forEach(this::begin);
    } catch (Exception e) {
      warn("Retries could not be looked for, the next look will tell", e);
    }
  }

  /** One that cannot be begun keeps no other from it. */
  private void begin(PendingRetry due) {
    try {
      decision.on(due).ifPresent(begun -> worker.submit(begun.run(), begun.span()));
    } catch (Exception e) {
      warn("A retry could not be begun, the next look will try", e);
    }
  }

  private static void warn(String what, Exception e) {
    LOG.atWarn().setMessage(what).setCause(new RedactedException(e)).log();
  }
}
