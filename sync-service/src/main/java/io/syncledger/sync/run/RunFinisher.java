package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import io.syncledger.events.Envelope;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncRetryScheduled;
import io.syncledger.events.SyncFailure;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.execution.RunExecutor.Result;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.run.state.Run;
import io.syncledger.sync.run.state.RunStore;
import io.syncledger.sync.run.state.RunStore.EndedRun;
import io.syncledger.sync.run.state.StopReason;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes runs. One transaction marks the run as ended, writes its terminal event, schedules the
 * retry that may follow, and applies what depends on the outcome (watermarks, credentials). A run
 * is finished at most once.
 */
@Singleton
final class RunFinisher {
  private static final Logger LOG = LoggerFactory.getLogger(RunFinisher.class);

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RetryPlanner retries;
  private final RecordStore records;
  private final WatermarkStore watermarks;
  private final CredentialStore credentials;
  private final Outbox outbox;
  private final RunMetrics metrics;
  private final Clock clock;

  RunFinisher(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RetryPlanner retries,
      RecordStore records,
      WatermarkStore watermarks,
      CredentialStore credentials,
      Outbox outbox,
      RunMetrics metrics,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.retries = retries;
    this.records = records;
    this.watermarks = watermarks;
    this.credentials = credentials;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Builds a run's terminal event from its envelope and the number of records processed. */
  private interface TerminalEvent extends BiFunction<Envelope, Long, SyncEvent.Terminal> {}

  /**
   * Completes a run. The watermarks move in the same transaction or not at all.
   *
   * @return false if the run had already ended
   */
  boolean complete(Run run, Result result) {
    return finish(
        run,
        result.totals().changed(),
        (envelope, _) -> completed(envelope, result, recordCounts(run, result)),
        () -> watermarks.save(run.key(), result.reached()));
  }

  private Map<String, Long> recordCounts(Run run, Result result) {
    return result.plan().steps().stream()
        .map(Step::resource)
        .distinct()
        .collect(
            Collectors.toMap(
                SourceResource::resourceName,
                list -> records.countVisible(run.key().organizationId(), list)));
  }

  private static SyncCompleted completed(
      Envelope envelope, Result result, Map<String, Long> recordCounts) {
    var totals = result.totals();
    return new SyncCompleted(
        envelope,
        totals.records(),
        totals.records() - totals.rejected(),
        totals.rejected(),
        recordCounts,
        WatermarkStore.toSyncToken(result.plan().lists(), result.reached()),
        totals.requests(),
        totals.statements(),
        totals.times().fetch(),
        totals.times().processing(),
        totals.times().database());
  }

  /** Finishes a run that was stopped before its plan was done. */
  void stop(Run run, StopReason reason) {
    switch (reason) {
      case StopReason.Cancelled(String by) ->
          finish(run, 0, (envelope, _) -> cancelled(envelope, by), () -> {});
      case StopReason.ShuttingDown _ ->
          fail(
              run,
              FailureClassifier.workerLost("The service was stopped during the sync"),
              () -> {});
      case StopReason.LeaseLost _ -> logEndedElsewhere(run);
    }
  }

  /**
   * Fails a run. Credentials that the source refused are not used again until they are replaced.
   *
   * @param credentialsVersion the credentials that the run used; 0 for none
   */
  void fail(Run run, Throwable thrown, long credentialsVersion) {
    var failure = FailureClassifier.classify(thrown);
    if (failure.errorType() == ErrorType.UNKNOWN) {
      LOG.atError()
          .setMessage("A sync failed unexpectedly")
          .addKeyValue("sync_id", run.syncId().value())
          .setCause(new RedactedException(thrown))
          .log();
    }
    fail(
        run,
        failure,
        failure.errorType() == ErrorType.AUTHENTICATION_FAILED
            ? () -> credentials.invalidate(run.key(), credentialsVersion)
            : () -> {});
  }

  private void fail(Run run, SyncFailure failure, Runnable alsoInTransaction) {
    finish(
        run,
        0,
        (envelope, records) -> new SyncFailed(envelope, failure, records),
        alsoInTransaction);
  }

  /**
   * Finishes runs that were marked as ended because their worker died, in the caller's transaction.
   * If cancellation was requested, the run ends as cancelled.
   */
  void finishStale(List<EndedRun> ended) {
    for (var run : ended) {
      var by = run.cancelRequestedBy();
      publishEnd(
          run,
          0,
          (envelope, records) ->
              by == null
                  ? new SyncFailed(
                      envelope,
                      FailureClassifier.workerLost("The sync's worker stopped renewing its lease"),
                      records)
                  : cancelled(envelope, by));
    }
  }

  private static SyncCancelled cancelled(Envelope envelope, String by) {
    return new SyncCancelled(envelope, "Cancelled on request", by);
  }

  /**
   * Ends a run that this instance executes.
   *
   * @param changed how many records the run changed, as far as that is known
   * @param alsoInTransaction further writes of the same transaction
   * @return false if the run had already ended; nothing is written then
   */
  private boolean finish(Run run, long changed, TerminalEvent event, Runnable alsoInTransaction) {
    boolean finished =
        transactions.executeWrite(
            _ -> {
              var ended = runs.end(run, clock.instant());
              ended.ifPresent(
                  last -> {
                    publishEnd(last, changed, event);
                    alsoInTransaction.run();
                  });
              return ended.isPresent();
            });
    if (!finished) {
      logEndedElsewhere(run);
    }
    return finished;
  }

  private void publishEnd(EndedRun ended, long changed, TerminalEvent terminal) {
    var event = terminal.apply(envelope(ended, ended.sequence()), ended.recordsProcessed());
    runs.recordOutcome(ended.run().syncId(), RunMetrics.outcome(event), changed);
    var events = new ArrayList<SyncEvent>(List.of(event));
    retries
        .planAfter(ended, event)
        .ifPresent(retry -> events.add(retryScheduled(ended, event, retry)));
    outbox.append(events, ended.traceparent());
    afterCommit(() -> reportEnd(ended, event));
  }

  private SyncRetryScheduled retryScheduled(
      EndedRun ended, SyncEvent.Terminal end, PendingRetry retry) {
    return new SyncRetryScheduled(
        envelope(ended, runs.reserveAnnotation(ended.run().syncId())),
        end.envelope().id().toString(),
        retry.nextAttempt().number(),
        retry.dueAt());
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

  private void reportEnd(EndedRun ended, SyncEvent.Terminal event) {
    metrics.recordEnd(event, ended.startedAt());
    LOG.atInfo()
        .setMessage("Sync ended: {}")
        .addArgument(event.getClass().getSimpleName())
        .addKeyValue("sync_id", ended.run().syncId().value())
        .addKeyValue("organization_id", ended.run().key().organizationId().value())
        .addKeyValue("records_processed", ended.recordsProcessed())
        .addKeyValue("error_code", event instanceof SyncFailed f ? f.failure().errorCode() : "none")
        .log();
  }

  /** Another instance has ended the run, so this worker must not write for it. */
  private static void logEndedElsewhere(Run run) {
    LOG.atWarn()
        .setMessage("A sync was ended by another instance while this one was executing it")
        .addKeyValue("sync_id", run.syncId().value())
        .log();
  }
}
