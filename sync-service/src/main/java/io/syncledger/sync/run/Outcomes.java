package io.syncledger.sync.run;

import io.syncledger.events.Envelope;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncFailure;
import io.syncledger.http.problem.Trace;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.Stop;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.Watermarks;
import io.syncledger.sync.run.walk.Execution.Result;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a worker's run ends, by what happened to it. */
@Singleton
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final Endings endings;
  private final Records records;
  private final Watermarks watermarks;
  private final Credentials credentials;

  Outcomes(Endings endings, Records records, Watermarks watermarks, Credentials credentials) {
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
        result.tally().changed(),
        (envelope, _) -> completed(envelope, result, totals(run, result)),
        () -> watermarks.move(run.key(), result.reached()));
  }

  private Map<String, Long> totals(Run run, Result result) {
    return result.plan().steps().stream()
        .map(Step::list)
        .distinct()
        .collect(
            Collectors.toMap(
                ClinikoResource::resource,
                list -> records.count(run.key().organizationId(), list)));
  }

  private static SyncCompleted completed(
      Envelope envelope, Result result, Map<String, Long> totals) {
    var tally = result.tally();
    return new SyncCompleted(
        envelope,
        tally.records(),
        tally.records() - tally.rejected(),
        tally.rejected(),
        totals,
        Watermarks.token(result.plan().lists(), result.reached()),
        tally.requests(),
        tally.statements(),
        tally.times().fetch(),
        tally.times().processing(),
        tally.times().database());
  }

  void stopped(Run run, Stop why) {
    switch (why) {
      case Stop.Cancelled(String by) ->
          end(
              run,
              0,
              (envelope, _) -> new SyncCancelled(envelope, "Cancelled on request", by),
              Outcomes::nothingMore);
      case Stop.ShuttingDown _ ->
          failed(
              run,
              Failures.workerLost("The service was stopped during the sync"),
              Outcomes::nothingMore);
      case Stop.Lost _ -> left(run);
    }
  }

  /**
   * @param credentialsVersion the credentials that the run used; 0 for none
   */
  void failed(Run run, Throwable thrown, long credentialsVersion) {
    var failure = Failures.of(thrown);
    if (failure.errorType() == ErrorType.UNKNOWN) {
      LOG.atError()
          .setMessage("A sync failed for an unforeseen reason")
          .addKeyValue("sync_id", run.syncId().value())
          .setCause(new Trace(thrown))
          .log();
    }
    failed(
        run,
        failure,
        failure.errorType() == ErrorType.AUTHENTICATION_FAILED
            ? () -> credentials.invalidate(run.key(), credentialsVersion)
            : Outcomes::nothingMore);
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
