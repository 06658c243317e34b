package io.syncledger.sync.run;

import io.syncledger.events.Envelope;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.wire.EventJson;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.patients.Patients;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a worker's run ends, by what happened to it. */
@Singleton
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final Endings endings;
  private final Patients patients;
  private final Credentials credentials;

  Outcomes(Endings endings, Patients patients, Credentials credentials) {
    this.endings = endings;
    this.patients = patients;
    this.credentials = credentials;
  }

  void completed(Run run, Tally tally) {
    end(
        run,
        (envelope, _) -> completed(envelope, tally, patients.count(run.key().organizationId())),
        Outcomes::nothingMore);
  }

  private static SyncCompleted completed(Envelope envelope, Tally tally, long total) {
    var latest = tally.latestChange();
    return new SyncCompleted(
        envelope,
        tally.records(),
        tally.records() - tally.rejected(),
        tally.rejected(),
        Map.of(Patients.RESOURCE, total),
        latest == null ? null : EventJson.INSTANT.format(latest),
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
          .setCause(new Anonymous(thrown))
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
    end(run, (envelope, records) -> new SyncFailed(envelope, failure, records), aftermath);
  }

  private static void nothingMore() {}

  private void end(Run run, Endings.Ending ending, Runnable aftermath) {
    if (!endings.end(run, ending, aftermath)) {
      left(run);
    }
  }

  /** Says nothing in the run's name: whoever ended it has done so. */
  private static void left(Run run) {
    LOG.atWarn()
        .setMessage("A sync was ended by someone else while this instance worked on it")
        .addKeyValue("sync_id", run.syncId().value())
        .log();
  }
}
