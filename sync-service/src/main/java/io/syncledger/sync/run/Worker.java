package io.syncledger.sync.run;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.credentials.Credentials.Found;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on runs, each on a virtual thread of its own, from their start to their end. */
@Singleton
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int STOP_WITHIN_S = 5;

  private final Credentials credentials;
  private final PatientWalk patients;
  private final Outcomes outcomes;
  private final ActiveRuns active;
  private final RunMetrics metrics;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sync-run-", 0).factory());

  Worker(
      Credentials credentials,
      PatientWalk patients,
      Outcomes outcomes,
      ActiveRuns active,
      RunMetrics metrics) {
    this.credentials = credentials;
    this.patients = patients;
    this.outcomes = outcomes;
    this.active = active;
    this.metrics = metrics;
  }

  /** Takes over a run that was just begun, and its span. */
  void launch(Run run, Span span) {
    metrics.started();
    var control = active.add(run.syncId());
    try {
      threads.execute(() -> work(run, control, span));
    } catch (RejectedExecutionException e) {
      // This instance is going down: without a sign of life the run is left to the reaper.
      LOG.atWarn()
          .setMessage("A sync was begun too late and is left to the reaper")
          .addKeyValue("sync_id", run.syncId().value())
          .log();
      active.remove(run.syncId());
      span.end();
    }
  }

  private void work(Run run, Control control, Span span) {
    try {
      end(run, control, span);
    } catch (RuntimeException e) {
      // Its lease will run out, and the reaper ends it.
      LOG.atWarn()
          .setMessage("A sync's end could not be written and is left to the reaper")
          .addKeyValue("sync_id", run.syncId().value())
          .setCause(new Anonymous(e))
          .log();
      span.setStatus(StatusCode.ERROR);
    } finally {
      active.remove(run.syncId());
      span.end();
    }
  }

  private void end(Run run, Control control, Span span) {
    @Nullable Found found = null;
    try {
      found = credentials.find(run.key()).orElseThrow(CredentialsMissingException::new);
      if (!found.valid()) {
        throw new CredentialsRefusedException();
      }
      var key = new ApiKey(found.secret().text());
      var tally = patients.walk(run, key, control, Context.root().with(span));
      var stop = control.reason();
      if (stop == null) {
        outcomes.completed(run, tally);
      } else {
        outcomes.stopped(run, stop);
      }
    } catch (LeaseLostException e) {
      outcomes.stopped(run, new Stop.Lost());
    } catch (InterruptedException e) {
      outcomes.stopped(run, new Stop.ShuttingDown());
    } catch (RuntimeException | Error e) {
      span.setStatus(StatusCode.ERROR);
      outcomes.failed(run, e, found == null ? 0 : found.version());
    }
  }

  /** Whoever has not ended in time is left to another instance's reaper. */
  @PreDestroy
  void stop() throws InterruptedException {
    threads.shutdown();
    active.shutDown();
    if (!threads.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
      LOG.warn("Syncs that could not be ended in time are left to the reaper");
      threads.shutdownNow();
    }
  }
}
