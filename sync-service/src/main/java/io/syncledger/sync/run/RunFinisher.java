package io.syncledger.sync.run;

import io.syncledger.events.Envelope;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncFailure;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.execution.RunExecutor.Result;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.StopReason;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a worker's run ends, by what happened to it. */
@Singleton
final class RunFinisher {
  private static final Logger LOG = LoggerFactory.getLogger(RunFinisher.class);

  private final Endings endings;
  private final RecordStore records;
  private final WatermarkStore watermarks;
  private final CredentialStore credentials;

  RunFinisher(
      Endings endings,
      RecordStore records,
      WatermarkStore watermarks,
      CredentialStore credentials) {
    this.endings = endings;
    this.records = records;
    this.watermarks = watermarks;
    this.credentials = credentials;
  }

  /**
   * The watermarks move with the end or not at all.
   *
   * @return false when somebody else ended the run before
   */
  boolean completed(Run run, Result result) {
    return end(
        run,
        result.totals().changed(),
        (envelope, _) -> completed(envelope, result, totals(run, result)),
        () -> watermarks.save(run.key(), result.reached()));
  }

  private Map<String, Long> totals(Run run, Result result) {
    return result.plan().steps().stream()
        .map(Step::list)
        .distinct()
        .collect(
            Collectors.toMap(
                SourceResource::resource,
                list -> records.countVisible(run.key().organizationId(), list)));
  }

  private static SyncCompleted completed(
      Envelope envelope, Result result, Map<String, Long> totals) {
    var tally = result.totals();
    return new SyncCompleted(
        envelope,
        tally.records(),
        tally.records() - tally.rejected(),
        tally.rejected(),
        totals,
        WatermarkStore.token(result.plan().lists(), result.reached()),
        tally.requests(),
        tally.statements(),
        tally.times().fetch(),
        tally.times().processing(),
        tally.times().database());
  }

  void stopped(Run run, StopReason why) {
    switch (why) {
      case StopReason.Cancelled(String by) ->
          end(
              run,
              0,
              (envelope, _) -> new SyncCancelled(envelope, "Cancelled on request", by),
              RunFinisher::nothingMore);
      case StopReason.ShuttingDown _ ->
          failed(
              run,
              FailureClassifier.workerLost("The service was stopped during the sync"),
              RunFinisher::nothingMore);
      case StopReason.LeaseLost _ -> left(run);
    }
  }

  /**
   * @param credentialsVersion the credentials that the run used; 0 for none
   */
  void failed(Run run, Throwable thrown, long credentialsVersion) {
    var failure = FailureClassifier.classify(thrown);
    if (failure.errorType() == ErrorType.UNKNOWN) {
      LOG.atError()
          .setMessage("A sync failed for an unforeseen reason")
          .addKeyValue("sync_id", run.syncId().value())
          .setCause(new RedactedException(thrown))
          .log();
    }
    failed(
        run,
        failure,
        failure.errorType() == ErrorType.AUTHENTICATION_FAILED
            ? () -> credentials.invalidate(run.key(), credentialsVersion)
            : RunFinisher::nothingMore);
  }

  private void failed(Run run, SyncFailure failure, Runnable aftermath) {
    end(run, 0, (envelope, records) -> new SyncFailed(envelope, failure, records), aftermath);
  }

  private static void nothingMore() {}

  private boolean end(Run run, long changed, Endings.Ending ending, Runnable aftermath) {
    boolean ended = endings.end(run, changed, ending, aftermath);
    if (!ended) {
      left(run);
    }
    return ended;
  }

  /** Says nothing in the run's name: whoever ended it has done so. */
  private static void left(Run run) {
    LOG.atWarn()
        .setMessage("A sync was ended by someone else while this instance worked on it")
        .addKeyValue("sync_id", run.syncId().value())
        .log();
  }
}
