package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micronaut.http.HttpStatus;
import io.syncledger.events.StreamKey;
import io.syncledger.http.Problem;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.organizations.SyncSettingsStore;
import io.syncledger.sync.run.StartResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The db-scheduler task that syncs an organization when it is due, with one instance for each
 * organization and service. An execution starts the sync, waits until it has ended and schedules
 * the next one.
 */
@Singleton
final class ScheduledSyncJob {
  static final String TASK_NAME = "sync";

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledSyncJob.class);

  private final CredentialStore credentials;
  private final SyncSettingsStore settings;
  private final ScheduledSyncStarter starter;
  private final CompletionWaiter completions;
  private final NextRunCalculator nextRuns;
  private final SchedulerMetrics metrics;
  private final Clock clock;

  ScheduledSyncJob(
      CredentialStore credentials,
      SyncSettingsStore settings,
      ScheduledSyncStarter starter,
      CompletionWaiter completions,
      NextRunCalculator nextRuns,
      SchedulerMetrics metrics,
      Clock clock) {
    this.credentials = credentials;
    this.settings = settings;
    this.starter = starter;
    this.completions = completions;
    this.nextRuns = nextRuns;
    this.metrics = metrics;
    this.clock = clock;
  }

  static TaskInstance<Void> instance(StreamKey key) {
    return new TaskInstance<>(TASK_NAME, key.toString());
  }

  Task<Void> task() {
    return Tasks.custom(TASK_NAME, Void.class)
        .onFailure(this::retryLater)
        .onDeadExecution(this::takeOver)
        .execute((instance, context) -> execute(instance, context.getExecution()));
  }

  private CompletionHandler<Void> execute(TaskInstance<Void> instance, Execution execution) {
    var key = StreamKey.parse(instance.getId());
    var startedAt = clock.instant();
    var result = syncUntilEnd(key, execution.getExecutionTime());
    metrics.countResult(result);
    return switch (result) {
      case DISCONNECTED -> (_, operations) -> operations.stop();
      case SYNCED, ALREADY_RUNNING, PAUSED, REFUSED ->
          (done, operations) -> operations.reschedule(done, nextRuns.nextRun(key, startedAt));
    };
  }

  private ExecutionResult syncUntilEnd(StreamKey key, Instant due) {
    try {
      return sync(key, due);
    } catch (InterruptedException e) {
      // The instance is shutting down; the sync's own events report how it ends.
      Thread.currentThread().interrupt();
      return ExecutionResult.SYNCED;
    }
  }

  private ExecutionResult sync(StreamKey key, Instant due) throws InterruptedException {
    var credential = credentials.status(key);
    if (credential.isEmpty()) {
      return ExecutionResult.DISCONNECTED;
    }
    if (settings.get(key.organizationId()).paused()) {
      return ExecutionResult.PAUSED;
    }
    if (!credential.get().valid()) {
      return ExecutionResult.REFUSED;
    }
    var started = start(key, due);
    if (started.isEmpty()) {
      return ExecutionResult.ALREADY_RUNNING;
    }
    completions.awaitEnd(started.get().syncId());
    return ExecutionResult.SYNCED;
  }

  /**
   * The due time makes the idempotency key, so that an execution which is taken over from a dead
   * instance starts no second sync. Callers' keys cannot contain a blank, so none equals it.
   */
  private Optional<StartResult> start(StreamKey key, Instant due) {
    try {
      return Optional.of(starter.start(key, "scheduled " + due)).filter(StartResult::started);
    } catch (Problem problem) {
      if (problem.status() == HttpStatus.UNPROCESSABLE_ENTITY) {
        // This execution started a sync before, with settings that have changed since.
        return Optional.empty();
      }
      throw problem;
    }
  }

  private void retryLater(ExecutionComplete done, ExecutionOperations<Void> operations) {
    var execution = done.getExecution();
    metrics.countFailure();
    LOG.atWarn()
        .setMessage("A scheduled sync could not be started and will be retried: {}")
        .addArgument(done.getCause().map(cause -> cause.getClass().getName()).orElse("unknown"))
        .addKeyValue("stream", execution.getId())
        .log();
    operations.reschedule(done, nextRuns.afterFailure(execution.consecutiveFailures));
  }

  /** Keeps the due time, so that the idempotency key stays the same. */
  private void takeOver(ExecutionComplete done, ExecutionOperations<Void> operations) {
    var execution = done.getExecution();
    LOG.atWarn()
        .setMessage("A scheduled sync is taken over from a scheduler that died")
        .addKeyValue("stream", execution.getId())
        .log();
    operations.reschedule(done, execution.getExecutionTime());
  }
}
