package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncRetryScheduled;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.lease.RunStore.EndedRun;
import io.syncledger.sync.run.retry.RetryPlanner;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends runs: the end, its event and the retry that follows from it in one transaction, at most once
 * for each run.
 */
@Singleton
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RetryPlanner aftermath;
  private final Outbox outbox;
  private final RunMetrics metrics;
  private final Clock clock;

  Endings(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RetryPlanner aftermath,
      Outbox outbox,
      RunMetrics metrics,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.aftermath = aftermath;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What a run's last event is, given its envelope and the records processed so far. */
  interface Ending extends BiFunction<Envelope, Long, SyncEvent.Terminal> {}

  /**
   * Ends a run.
   *
   * @param changed how many records the run changed, as far as that is known
   * @param more what must happen in the same transaction
   * @return false when it had been ended before; its worker's ending counts for nothing then
   */
  boolean end(Run run, long changed, Ending ending, Runnable more) {
    return transactions.executeWrite(
        _ -> {
          var ended = runs.end(run, clock.instant());
          ended.ifPresent(
              last -> {
                tell(last, changed, ending);
                more.run();
              });
          return ended.isPresent();
        });
  }

  /**
   * Writes the last event of runs that were ended because their worker is gone, in the transaction
   * that is under way.
   */
  void tellStale(List<EndedRun> ended) {
    ended.forEach(run -> tell(run, 0, (envelope, records) -> stale(run, envelope, records)));
  }

  /** A wish that the worker did not live to see is granted. */
  private static SyncEvent.Terminal stale(EndedRun run, Envelope envelope, long records) {
    var by = run.cancelRequestedBy();
    return by == null
        ? new SyncFailed(
            envelope,
            FailureClassifier.workerLost("The sync's worker gave no sign of life"),
            records)
        : new SyncCancelled(envelope, "Cancelled on request", by);
  }

  private void tell(EndedRun ended, long changed, Ending ending) {
    var event = ending.apply(envelope(ended, ended.sequence()), ended.recordsProcessed());
    runs.recordOutcome(ended.run().syncId(), RunMetrics.outcome(event), changed);
    var events = new ArrayList<SyncEvent>(List.of(event));
    aftermath
        .planAfter(ended, event)
        .ifPresent(
            retry ->
                events.add(
                    new SyncRetryScheduled(
                        envelope(ended, runs.reserveAnnotation(ended.run().syncId())),
                        event.envelope().id().toString(),
                        retry.nextAttempt().number(),
                        retry.dueAt())));
    outbox.append(events, ended.traceparent());
    afterCommit(() -> ended(ended, event));
  }

  private Envelope envelope(EndedRun ended, long sequence) {
    var run = ended.run();
    return new Envelope(
        run.syncId(), sequence, run.key().organizationId(), run.key().service(), clock.instant());
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

  private void ended(EndedRun ended, SyncEvent.Terminal event) {
    metrics.ended(event, ended.startedAt());
    LOG.atInfo()
        .setMessage("Sync ended: {}")
        .addArgument(event.getClass().getSimpleName())
        .addKeyValue("sync_id", ended.run().syncId().value())
        .addKeyValue("organization_id", ended.run().key().organizationId().value())
        .addKeyValue("records_processed", ended.recordsProcessed())
        .addKeyValue("error_code", event instanceof SyncFailed f ? f.failure().errorCode() : "none")
        .log();
  }
}
