package io.syncledger.sync.consistency;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.sync.run.FullSyncListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts consistency checks, on demand and after full syncs. Each runs on a virtual thread of its
 * own; there are never more of them than organizations.
 */
@Singleton
public final class ConsistencyChecker implements FullSyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConsistencyChecker.class);
  private static final int STOP_WITHIN_S = 3;

  private final CheckStore checks;
  private final CheckRunner runner;
  private final CheckFinisher finisher;
  private final ConsistencySettings settings;
  private final CheckMetrics metrics;
  private final Tracer tracer;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("consistency-check-", 0).factory());

  ConsistencyChecker(
      CheckStore checks,
      CheckRunner runner,
      CheckFinisher finisher,
      ConsistencySettings settings,
      CheckMetrics metrics,
      OpenTelemetry telemetry) {
    this.checks = checks;
    this.runner = runner;
    this.finisher = finisher;
    this.settings = settings;
    this.metrics = metrics;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  @Override
  public void onFullSyncCompleted(StreamKey key, SyncId syncId) {
    if (settings.afterFullSync()) {
      try {
        var unused = start(key, syncId, null);
      } catch (RuntimeException e) {
        LOG.atWarn()
            .setMessage("A full sync could not be followed by a consistency check")
            .addKeyValue("sync_id", syncId.value())
            .setCause(new RedactedException(e))
            .log();
      }
    }
  }

  /**
   * Starts a check. When one is running, or the idempotency key was used before, returns that one.
   */
  CheckRow start(StreamKey key, @Nullable SyncId after, @Nullable String idempotencyKey) {
    var begun = checks.begin(key, after, idempotencyKey);
    if (begun.begun()) {
      launch(begun.check());
    }
    return begun.check();
  }

  private void launch(CheckRow check) {
    try {
      threads.execute(() -> run(check));
    } catch (RejectedExecutionException e) {
      // This instance is shutting down.
      finish(check, interrupted());
    }
  }

  private void run(CheckRow check) {
    var span = tracer.spanBuilder("consistency check").setNoParent().startSpan();
    try (var _ = span.makeCurrent()) {
      finish(check, runGuarded(check));
    } catch (RuntimeException e) {
      // It counts as running until it is considered abandoned.
      LOG.atWarn()
          .setMessage("The result of a consistency check could not be stored")
          .addKeyValue("check_id", check.checkId())
          .setCause(new RedactedException(e))
          .log();
    } finally {
      span.end();
    }
  }

  private CheckReport runGuarded(CheckRow check) {
    try {
      return runner.run(check);
    } catch (InterruptedException e) {
      return interrupted();
    } catch (RuntimeException e) {
      LOG.atError()
          .setMessage("A consistency check failed unexpectedly")
          .addKeyValue("check_id", check.checkId())
          .setCause(new RedactedException(e))
          .log();
      return CheckReport.unverified("UNKNOWN_ERROR", "The check failed unexpectedly");
    }
  }

  private void finish(CheckRow check, CheckReport report) {
    if (finisher.finish(check, report)) {
      metrics.record(report.status());
      LOG.atInfo()
          .setMessage("Consistency checked: {}")
          .addArgument(report.status())
          .addKeyValue("organization_id", check.organizationId())
          .addKeyValue("sampled", report.sampled())
          .addKeyValue("mismatched", report.mismatched().size())
          .log();
    }
  }

  private static CheckReport interrupted() {
    return CheckReport.unverified("INTERRUPTED", "The service was stopped during the check");
  }

  @PreDestroy
  void stop() throws InterruptedException {
    threads.shutdownNow();
    if (!threads.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
      LOG.warn("Consistency checks that did not end in time count as running for a while");
    }
  }
}
