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
 * Brings the timetable in line with credentials and settings. Each step looks for what is not in
 * line yet, so whatever an instance leaves undone, the next look does; all instances do this.
 */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class ScheduleReconciler {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleReconciler.class);

  /** The rest is found by the next look. */
  private static final int AT_ONCE = 500;

  private final ScheduledTaskRepository rows;
  private final SyncSettingsStore settings;
  private final NextRunCalculator timetable;
  private final SchedulerClient client;

  ScheduleReconciler(
      ScheduledTaskRepository rows,
      SyncSettingsStore settings,
      NextRunCalculator timetable,
      SyncScheduler scheduler) {
    this.rows = rows;
    this.settings = settings;
    this.timetable = timetable;
    this.client = scheduler.client();
  }

  void reconcile() {
    runStep(this::scheduleMissing);
    runStep(this::cancelObsolete);
    runStep(this::rescheduleReconnected);
    runStep(this::applySettings);
  }

  private void scheduleMissing() {
    rows.findUnscheduledKeys(AT_ONCE).stream()
        .map(StreamKey::parse)
        .forEach(
            key -> client.scheduleIfNotExists(VisitTask.instance(key), timetable.nextRun(key)));
  }

  private void cancelObsolete() {
    for (var row : rows.findObsolete(AT_ONCE)) {
      boolean unused = unlessBusy(() -> cancel(row));
    }
  }

  private void rescheduleReconnected() {
    var due = timetable.firstRun();
    for (var row : rows.findReconnected(due, AT_ONCE)) {
      boolean unused = unlessBusy(() -> reschedule(row, due));
    }
  }

  private void applySettings() {
    for (var choice : settings.findUnapplied(AT_ONCE)) {
      boolean applied = true;
      for (var row : rows.findByOrganization(choice.organizationId().value())) {
        applied &= unlessBusy(() -> reschedule(row, timetable.nextRun(row.key())));
      }
      if (applied) {
        settings.markApplied(choice);
      }
    }
  }

  private boolean cancel(ScheduledTaskRow row) {
    client.cancel(VisitTask.instance(row.key()));
    return true;
  }

  private boolean reschedule(ScheduledTaskRow row, Instant next) {
    return client.reschedule(VisitTask.instance(row.key()), next);
  }

  /**
   * @return false when the visit is under way, so that the next look has to see to it
   */
  private static boolean unlessBusy(BooleanSupplier change) {
    try {
      return change.getAsBoolean();
    } catch (TaskInstanceCurrentlyExecutingException e) {
      return false;
    } catch (TaskInstanceNotFoundException e) {
      // Somebody else removed it, so there is nothing to change.
      return true;
    }
  }

  private static void runStep(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("The timetable must wait for the next look: {}", e.getClass().getName());
    }
  }
}
