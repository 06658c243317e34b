package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import io.micronaut.context.annotation.Requires;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.organizations.SyncSettingsStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings {@code scheduled_tasks} in line with credentials and settings. Each step looks for what
 * differs, so the next round, on any instance, completes what this one leaves undone.
 */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class ScheduleReconciler {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleReconciler.class);

  /** Rows that one step handles; the next round handles the rest. */
  private static final int BATCH_SIZE = 500;

  private final ScheduledTaskRepository tasks;
  private final SyncSettingsStore settings;
  private final NextRunCalculator nextRuns;
  private final SchedulerClient client;

  ScheduleReconciler(
      ScheduledTaskRepository tasks,
      SyncSettingsStore settings,
      NextRunCalculator nextRuns,
      SyncScheduler scheduler) {
    this.tasks = tasks;
    this.settings = settings;
    this.nextRuns = nextRuns;
    this.client = scheduler.client();
  }

  void reconcile() {
    runStep(this::scheduleMissing);
    runStep(this::cancelObsolete);
    runStep(this::rescheduleReconnected);
    runStep(this::applySettings);
  }

  private void scheduleMissing() {
    tasks.findUnscheduledKeys(BATCH_SIZE).stream()
        .map(StreamKey::parse)
        .forEach(
            key ->
                client.scheduleIfNotExists(ScheduledSyncJob.instance(key), nextRuns.nextRun(key)));
  }

  private void cancelObsolete() {
    for (var row : tasks.findObsolete(BATCH_SIZE)) {
      boolean unused = unlessBusy(() -> cancel(row));
    }
  }

  private void rescheduleReconnected() {
    var due = nextRuns.firstRun();
    for (var row : tasks.findReconnected(due, BATCH_SIZE)) {
      boolean unused = unlessBusy(() -> reschedule(row, due));
    }
  }

  private void applySettings() {
    for (var choice : settings.findUnapplied(BATCH_SIZE)) {
      boolean applied = true;
      for (var row : tasks.findByOrganization(choice.organizationId().value())) {
        applied &= unlessBusy(() -> reschedule(row, nextRuns.nextRun(row.key())));
      }
      if (applied) {
        settings.markApplied(choice);
      }
    }
  }

  private boolean cancel(ScheduledTaskRow row) {
    client.cancel(ScheduledSyncJob.instance(row.key()));
    return true;
  }

  private boolean reschedule(ScheduledTaskRow row, Instant next) {
    return client.reschedule(ScheduledSyncJob.instance(row.key()), next);
  }

  /**
   * @return false when the task is executing, so that the next round has to repeat the change
   */
  private static boolean unlessBusy(BooleanSupplier change) {
    try {
      return change.getAsBoolean();
    } catch (TaskInstanceCurrentlyExecutingException e) {
      return false;
    } catch (TaskInstanceNotFoundException e) {
      // Another instance removed it, so there is nothing to change.
      return true;
    }
  }

  private static void runStep(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn(
          "The schedule could not be reconciled; the next round repeats it: {}",
          e.getClass().getName());
    }
  }
}
