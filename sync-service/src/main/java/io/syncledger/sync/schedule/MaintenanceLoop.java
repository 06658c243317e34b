package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.syncledger.http.lifecycle.PeriodicWorker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Repeats the scheduler's housekeeping, on threads that end before the beans that they use. */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class MaintenanceLoop implements ApplicationEventListener<ServerStartupEvent> {
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final List<PeriodicWorker> workers;

  MaintenanceLoop(
      ScheduleReconciler reconciler,
      CompletionWaiter completions,
      OverdueGauge overdue,
      SchedulerSettings settings) {
    this.workers =
        List.of(
            PeriodicWorker.every(
                settings.reconcileInterval(), "schedule-reconciler", reconciler::reconcile),
            PeriodicWorker.every(
                settings.completionCheckInterval(), "sync-completions", completions::releaseEnded),
            PeriodicWorker.every(COUNT_INTERVAL, "overdue-gauge", overdue::measure));
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    workers.forEach(PeriodicWorker::start);
  }

  @PreDestroy
  void stop() {
    workers.forEach(worker -> worker.stop(STOP_WITHIN));
  }
}
