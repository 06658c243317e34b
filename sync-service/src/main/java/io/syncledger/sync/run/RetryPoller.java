package io.syncledger.sync.run;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.http.problem.RedactedException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls for retries that are due and starts them. Every instance polls, each retry starts once. */
@Singleton
final class RetryPoller {
  private static final Logger LOG = LoggerFactory.getLogger(RetryPoller.class);

  private final TransactionOperations<Connection> transactions;
  private final PendingRetryStore retries;
  private final RunStarter starter;
  private final RunWorker worker;
  private final Clock clock;

  RetryPoller(
      @Named("sync") TransactionOperations<Connection> transactions,
      PendingRetryStore retries,
      RunStarter starter,
      RunWorker worker,
      Clock clock) {
    this.transactions = transactions;
    this.retries = retries;
    this.starter = starter;
    this.worker = worker;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "${syncledger.sync-service.retry.poll-interval:500ms}")
  void poll() {
    if (!worker.isAccepting()) {
      return;
    }
    try {
      transactions.executeRead(_ -> retries.findDue(clock.instant())).forEach(this::start);
    } catch (Exception e) {
      warn("Due retries could not be looked up; the next poll tries again", e);
    }
  }

  /** A retry that cannot be started holds up no other. */
  private void start(PendingRetry due) {
    try {
      starter.startRetry(due);
    } catch (Exception e) {
      warn("A retry could not be started; the next poll tries again", e);
    }
  }

  private static void warn(String message, Exception e) {
    LOG.atWarn().setMessage(message).setCause(new RedactedException(e)).log();
  }
}
