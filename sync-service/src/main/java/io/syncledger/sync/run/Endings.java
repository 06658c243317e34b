package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.Runs.Ended;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends runs: the end and its event in one transaction, at most once for each run. */
@Singleton
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final TransactionOperations<Connection> transactions;
  private final Runs runs;
  private final Outbox outbox;
  private final RunMetrics metrics;
  private final Clock clock;

  Endings(
      @Named("sync") TransactionOperations<Connection> transactions,
      Runs runs,
      Outbox outbox,
      RunMetrics metrics,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What a run's last event is, given its envelope and the records processed so far. */
  interface Ending extends BiFunction<Envelope, Long, SyncEvent.Terminal> {}

  /**
   * Ends a run.
   *
   * @param aftermath more that must happen in the same transaction
   * @return false when it had been ended before; its worker's ending counts for nothing then
   */
  boolean end(Run run, Ending ending, Runnable aftermath) {
    return transactions.executeWrite(
        _ -> {
          var ended = runs.end(run, clock.instant());
          ended.ifPresent(
              last -> {
                tell(last, ending);
                aftermath.run();
              });
          return ended.isPresent();
        });
  }

  /**
   * Writes the last event of runs that were ended because their worker is gone, in the transaction
   * that is under way.
   */
  void tellStale(List<Ended> ended) {
    var failure = Failures.workerLost("The sync's worker gave no sign of life");
    ended.forEach(
        run -> tell(run, (envelope, records) -> new SyncFailed(envelope, failure, records)));
  }

  private void tell(Ended run, Ending ending) {
    var envelope =
        new Envelope(
            run.syncId(),
            run.sequence(),
            run.key().organizationId(),
            run.key().service(),
            clock.instant());
    var event = ending.apply(envelope, run.recordsProcessed());
    outbox.append(List.of(event), run.traceparent());
    afterCommit(() -> ended(run, event));
  }

  private void afterCommit(Runnable action) {
    transactions
        .findTransactionStatus()
        .orElseThrow()
        .registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                action.run();
              }
            });
  }

  private void ended(Ended run, SyncEvent.Terminal event) {
    metrics.ended(event);
    LOG.atInfo()
        .setMessage("Sync ended: {}")
        .addArgument(event.getClass().getSimpleName())
        .addKeyValue("sync_id", run.syncId().value())
        .addKeyValue("organization_id", run.key().organizationId().value())
        .addKeyValue("records_processed", run.recordsProcessed())
        .addKeyValue("error_code", event instanceof SyncFailed f ? f.failure().errorCode() : "none")
        .log();
  }
}
