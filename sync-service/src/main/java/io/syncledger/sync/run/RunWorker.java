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
import io.syncledger.sync.run.state.LeaseLostException;
import io.syncledger.sync.run.state.LeaseRenewer;
import io.syncledger.sync.run.state.Run;
import io.syncledger.sync.run.state.RunControl;
import io.syncledger.sync.run.state.StopReason;
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

/** Works on runs from their start to their end, each on a virtual thread of its own. */
@Singleton
final class RunWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final int SHUTDOWN_TIMEOUT_S = 5;

  private final CredentialStore credentials;
  private final Sources sources;
  private final RunExecutor executor;
  private final RunFinisher finisher;
  private final LeaseRenewer active;
  private final RunMetrics metrics;
  private final FullSyncListener fullSyncs;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sync-run-", 0).factory());

  RunWorker(
      CredentialStore credentials,
      Sources sources,
      RunExecutor executor,
      RunFinisher finisher,
      LeaseRenewer active,
      RunMetrics metrics,
      FullSyncListener fullSyncs) {
    this.credentials = credentials;
    this.sources = sources;
    this.executor = executor;
    this.finisher = finisher;
    this.active = active;
    this.metrics = metrics;
    this.fullSyncs = fullSyncs;
  }

  /** Whether runs may be submitted: not while this instance is shutting down. */
  boolean isAccepting() {
    return !threads.isShutdown();
  }

  /** Takes over a run that was just created, and its span. */
  void submit(Run run, Span span) {
    metrics.recordStart(run.key().service());
    var control = active.register(run.syncId());
    try {
      threads.execute(() -> run(run, control, span));
    } catch (RejectedExecutionException e) {
      // This instance is shutting down: the run's lease expires and a reaper ends it.
      LOG.atWarn()
          .setMessage("A sync was started during shutdown and is left to the reaper")
          .addKeyValue("sync_id", run.syncId().value())
          .log();
      active.unregister(run.syncId());
      span.end();
    }
  }

  private void run(Run run, RunControl control, Span span) {
    try {
      execute(run, control, span);
    } catch (Exception e) {
      // Its lease expires, and a reaper ends it.
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

  private void execute(Run run, RunControl control, Span span) {
    @Nullable Credential found = null;
    try {
      var source = sources.get(run.key().service());
      found = credentials.find(run.key()).orElseThrow(CredentialsMissingException::new);
      if (!found.valid()) {
        throw new SourceException(source.credentialRefusedBefore());
      }
      var result =
          executor.execute(
              new RunTask(run, source, found.secret(), control, Context.root().with(span)));
      var stop = control.stopReason();
      if (stop == null) {
        completed(run, result);
      } else {
        finisher.stop(run, stop);
      }
    } catch (LeaseLostException e) {
      finisher.stop(run, new StopReason.LeaseLost());
    } catch (InterruptedException e) {
      finisher.stop(run, stopReason(control));
    } catch (Exception | Error e) {
      failed(run, control, span, e, found == null ? 0 : found.version());
    }
  }

  private void completed(Run run, Result result) {
    if (finisher.complete(run, result) && run.type() == SyncType.FULL) {
      fullSyncs.onFullSyncCompleted(run.key(), run.syncId());
    }
  }

  /** An error that a stop has caused is no failure. */
  private void failed(Run run, RunControl control, Span span, Throwable thrown, long credentials) {
    if (control.stopReason() != null) {
      finisher.stop(run, stopReason(control));
    } else {
      span.setStatus(StatusCode.ERROR);
      finisher.fail(run, thrown, credentials);
    }
  }

  private static StopReason stopReason(RunControl control) {
    var reason = control.stopReason();
    return reason == null ? new StopReason.ShuttingDown() : reason;
  }

  /** Runs that do not end in time are left to another instance's reaper. */
  @PreDestroy
  void stop() throws InterruptedException {
    threads.shutdown();
    active.stopAll();
    if (!threads.awaitTermination(SHUTDOWN_TIMEOUT_S, TimeUnit.SECONDS)) {
      LOG.warn("Syncs that could not be ended in time are left to the reaper");
      threads.shutdownNow();
    }
  }
}
