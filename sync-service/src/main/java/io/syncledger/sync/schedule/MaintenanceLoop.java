package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats the scheduler's housekeeping on one thread, which ends before the beans that it uses. */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class MaintenanceLoop implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLoop.class);
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);
  private static final int STOP_WITHIN_S = 5;

  private final ScheduleReconciler reconciler;
  private final CompletionWaiter completions;
  private final OverdueGauge overdue;
  private final SchedulerSettings settings;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("scheduler-maintenance").factory());

  MaintenanceLoop(
      ScheduleReconciler reconciler,
      CompletionWaiter completions,
      OverdueGauge overdue,
      SchedulerSettings settings) {
    this.reconciler = reconciler;
    this.completions = completions;
    this.overdue = overdue;
    this.settings = settings;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    repeat(reconciler::reconcile, settings.reconcileInterval());
    repeat(completions::releaseEnded, settings.completionCheckInterval());
    repeat(overdue::measure, COUNT_INTERVAL);
  }

  private void repeat(Runnable round, Duration every) {
    var unused = thread.scheduleWithFixedDelay(round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
      LOG.warn("Scheduler maintenance did not end in time; another instance completes it");
      thread.shutdownNow();
    }
  }
}
