package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import io.micronaut.context.annotation.Requires;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.organizations.Settings;
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
final class TimetableUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(TimetableUpkeep.class);

  /** The rest is found by the next look. */
  private static final int AT_ONCE = 500;

  private final ScheduledRows rows;
  private final Settings settings;
  private final Timetable timetable;
  private final SchedulerClient client;

  TimetableUpkeep(
      ScheduledRows rows, Settings settings, Timetable timetable, TaskScheduler scheduler) {
    this.rows = rows;
    this.settings = settings;
    this.timetable = timetable;
    this.client = scheduler.client();
  }

  void look() {
    attempt(this::add);
    attempt(this::remove);
    attempt(this::hasten);
    attempt(this::applySettings);
  }

  private void add() {
    rows.missing(AT_ONCE).stream()
        .map(StreamKey::parse)
        .forEach(key -> client.scheduleIfNotExists(VisitTask.instance(key), timetable.next(key)));
  }

  private void remove() {
    for (var row : rows.needless(AT_ONCE)) {
      boolean unused = unlessBusy(() -> cancel(row));
    }
  }

  private void hasten() {
    var due = timetable.first();
    for (var row : rows.reconnected(due, AT_ONCE)) {
      boolean unused = unlessBusy(() -> reschedule(row, due));
    }
  }

  private void applySettings() {
    for (var choice : settings.unapplied(AT_ONCE)) {
      boolean applied = true;
      for (var row : rows.ofOrganization(choice.organizationId().value())) {
        applied &= unlessBusy(() -> reschedule(row, timetable.next(row.key())));
      }
      if (applied) {
        settings.applied(choice);
      }
    }
  }

  private boolean cancel(ScheduledRow row) {
    client.cancel(VisitTask.instance(row.key()));
    return true;
  }

  private boolean reschedule(ScheduledRow row, Instant next) {
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

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("The timetable must wait for the next look: {}", e.getClass().getName());
    }
  }
}
