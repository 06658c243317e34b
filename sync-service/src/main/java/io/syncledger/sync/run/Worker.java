package io.syncledger.sync.run;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.syncledger.events.SyncType;
import io.syncledger.http.problem.Trace;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.credentials.Credentials.Found;
import io.syncledger.sync.run.lease.ActiveRuns;
import io.syncledger.sync.run.lease.Control;
import io.syncledger.sync.run.lease.LeaseLostException;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.Stop;
import io.syncledger.sync.run.walk.Execution;
import io.syncledger.sync.run.walk.Execution.Result;
import io.syncledger.sync.run.walk.Work;
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
  private final Execution execution;
  private final Outcomes outcomes;
  private final ActiveRuns active;
  private final RunMetrics metrics;
  private final AfterFullSync next;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sync-run-", 0).factory());

  Worker(
      Credentials credentials,
      Execution execution,
      Outcomes outcomes,
      ActiveRuns active,
      RunMetrics metrics,
      AfterFullSync next) {
    this.credentials = credentials;
    this.execution = execution;
    this.outcomes = outcomes;
    this.active = active;
    this.metrics = metrics;
    this.next = next;
  }

  /** Whether runs may be launched: not any more while this instance is going down. */
  boolean open() {
    return !threads.isShutdown();
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
    } catch (Exception e) {
      // Its lease will run out, and the reaper ends it.
      LOG.atWarn()
          .setMessage("A sync's end could not be written and is left to the reaper")
          .addKeyValue("sync_id", run.syncId().value())
          .setCause(new Trace(e))
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
      var result = execution.run(new Work(run, key, control, Context.root().with(span)));
      var stop = control.reason();
      if (stop == null) {
        completed(run, result);
      } else {
        outcomes.stopped(run, stop);
      }
    } catch (LeaseLostException e) {
      outcomes.stopped(run, new Stop.Lost());
    } catch (InterruptedException e) {
      outcomes.stopped(run, reasonOf(control));
    } catch (Exception | Error e) {
      broken(run, control, span, e, found == null ? 0 : found.version());
    }
  }

  private void completed(Run run, Result result) {
    if (outcomes.completed(run, result) && run.type() == SyncType.FULL) {
      next.completed(run.key(), run.syncId());
    }
  }

  /** What broke because it was interrupted is no failure. */
  private void broken(Run run, Control control, Span span, Throwable thrown, long credentials) {
    if (control.reason() != null) {
      outcomes.stopped(run, reasonOf(control));
    } else {
      span.setStatus(StatusCode.ERROR);
      outcomes.failed(run, thrown, credentials);
    }
  }

  private static Stop reasonOf(Control control) {
    var reason = control.reason();
    return reason == null ? new Stop.ShuttingDown() : reason;
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
