package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.syncledger.events.StreamKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A visit as a task of db-scheduler: one instance of it for each organisation and service. */
@Singleton
final class VisitTask {
  static final String NAME = "sync";

  private static final Logger LOG = LoggerFactory.getLogger(VisitTask.class);

  private final ScheduledSyncJob visit;
  private final NextRunCalculator timetable;
  private final SchedulerMetrics metrics;
  private final Clock clock;

  VisitTask(
      ScheduledSyncJob visit, NextRunCalculator timetable, SchedulerMetrics metrics, Clock clock) {
    this.visit = visit;
    this.timetable = timetable;
    this.metrics = metrics;
    this.clock = clock;
  }

  static TaskInstance<Void> instance(StreamKey key) {
    return new TaskInstance<>(NAME, key.toString());
  }

  Task<Void> task() {
    return Tasks.custom(NAME, Void.class)
        .onFailure(this::failed)
        .onDeadExecution(this::abandoned)
        .execute((instance, context) -> execute(instance, context.getExecution()));
  }

  private CompletionHandler<Void> execute(TaskInstance<Void> instance, Execution execution) {
    var key = StreamKey.parse(instance.getId());
    var begun = clock.instant();
    var result = make(key, execution);
    metrics.visited(result);
    return switch (result) {
      case DISCONNECTED -> (_, operations) -> operations.stop();
      case SYNCED, ALREADY_RUNNING, PAUSED, REFUSED ->
          (done, operations) -> operations.reschedule(done, timetable.nextRun(key, begun));
    };
  }

  private ScheduledSyncJob.Result make(StreamKey key, Execution execution) {
    try {
      return visit.run(key, execution.getExecutionTime());
    } catch (InterruptedException e) {
      // The instance is going down; what the sync comes to is told by others.
      Thread.currentThread().interrupt();
      return ScheduledSyncJob.Result.SYNCED;
    }
  }

  private void failed(ExecutionComplete done, ExecutionOperations<Void> operations) {
    var execution = done.getExecution();
    metrics.failed();
    LOG.atWarn()
        .setMessage("A scheduled sync could not be begun and will be tried again: {}")
        .addArgument(done.getCause().map(cause -> cause.getClass().getName()).orElse("unknown"))
        .addKeyValue("stream", execution.getId())
        .log();
    operations.reschedule(done, timetable.afterFailure(execution.consecutiveFailures));
  }

  /** Whoever had it in hand is gone: it is due as it was, and known by the same instant. */
  private void abandoned(ExecutionComplete done, ExecutionOperations<Void> operations) {
    var execution = done.getExecution();
    LOG.atWarn()
        .setMessage("A scheduled sync was left by a scheduler that is gone, and is taken over")
        .addKeyValue("stream", execution.getId())
        .log();
    operations.reschedule(done, execution.getExecutionTime());
  }
}
