package io.syncledger.sync.run;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.syncledger.events.SyncType;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.credentials.CredentialStore.Credential;
import io.syncledger.sync.run.execution.RunExecutor;
import io.syncledger.sync.run.execution.RunExecutor.Result;
import io.syncledger.sync.run.execution.RunTask;
import io.syncledger.sync.run.lease.ActiveRuns;
import io.syncledger.sync.run.lease.LeaseLostException;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.RunControl;
import io.syncledger.sync.run.lease.StopReason;
import io.syncledger.sync.source.SourceException;
import io.syncledger.sync.source.Sources;
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
final class RunWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final int STOP_WITHIN_S = 5;

  private final CredentialStore credentials;
  private final Sources sources;
  private final RunExecutor execution;
  private final RunFinisher outcomes;
  private final ActiveRuns active;
  private final RunMetrics metrics;
  private final FullSyncListener next;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sync-run-", 0).factory());

  RunWorker(
      CredentialStore credentials,
      Sources sources,
      RunExecutor execution,
      RunFinisher outcomes,
      ActiveRuns active,
      RunMetrics metrics,
      FullSyncListener next) {
    this.credentials = credentials;
    this.sources = sources;
    this.execution = execution;
    this.outcomes = outcomes;
    this.active = active;
    this.metrics = metrics;
    this.next = next;
  }

  /** Whether runs may be launched: not any more while this instance is going down. */
  boolean isAccepting() {
    return !threads.isShutdown();
  }

  /** Takes over a run that was just begun, and its span. */
  void submit(Run run, Span span) {
    metrics.recordStart(run.key().service());
    var control = active.register(run.syncId());
    try {
      threads.execute(() -> work(run, control, span));
    } catch (RejectedExecutionException e) {
      // This instance is going down: without a sign of life the run is left to the reaper.
      LOG.atWarn()
          .setMessage("A sync was begun too late and is left to the reaper")
          .addKeyValue("sync_id", run.syncId().value())
          .log();
      active.unregister(run.syncId());
      span.end();
    }
  }

  private void work(Run run, RunControl control, Span span) {
    try {
      end(run, control, span);
    } catch (Exception e) {
      // Its lease will run out, and the reaper ends it.
      LOG.atWarn()
          .setMessage("A sync's end could not be written and is left to the reaper")
          .addKeyValue("sync_id", run.syncId().value())
          .setCause(new RedactedException(e))
          .log();
      span.setStatus(StatusCode.ERROR);
    } finally {
      active.unregister(run.syncId());
      span.end();
    }
  }

  private void end(Run run, RunControl control, Span span) {
    @Nullable Credential found = null;
    try {
      var source = sources.of(run.key().service());
      found = credentials.find(run.key()).orElseThrow(CredentialsMissingException::new);
      if (!found.valid()) {
        throw new SourceException(source.credentialRefusedBefore());
      }
      var result =
          execution.execute(
              new RunTask(run, source, found.secret(), control, Context.root().with(span)));
      var stop = control.stopReason();
      if (stop == null) {
        completed(run, result);
      } else {
        outcomes.stopped(run, stop);
      }
    } catch (LeaseLostException e) {
      outcomes.stopped(run, new StopReason.LeaseLost());
    } catch (InterruptedException e) {
      outcomes.stopped(run, reasonOf(control));
    } catch (Exception | Error e) {
      broken(run, control, span, e, found == null ? 0 : found.version());
    }
  }

  private void completed(Run run, Result result) {
    if (outcomes.completed(run, result) && run.type() == SyncType.FULL) {
      next.onFullSyncCompleted(run.key(), run.syncId());
    }
  }

  /** What broke because it was interrupted is no failure. */
  private void broken(Run run, RunControl control, Span span, Throwable thrown, long credentials) {
    if (control.stopReason() != null) {
      outcomes.stopped(run, reasonOf(control));
    } else {
      span.setStatus(StatusCode.ERROR);
      outcomes.failed(run, thrown, credentials);
    }
  }

  private static StopReason reasonOf(RunControl control) {
    var reason = control.stopReason();
    return reason == null ? new StopReason.ShuttingDown() : reason;
  }

  /** Whoever has not ended in time is left to another instance's reaper. */
  @PreDestroy
  void stop() throws InterruptedException {
    threads.shutdown();
    active.stopAll();
    if (!threads.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
      LOG.warn("Syncs that could not be ended in time are left to the reaper");
      threads.shutdownNow();
    }
  }
}
