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

/** What the scheduler sees to again and again, on one thread that is gone before its beans are. */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class MaintenanceLoop implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLoop.class);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
  private static final int STOP_WITHIN_S = 5;

  private final ScheduleReconciler upkeep;
  private final CompletionWaiter ends;
  private final OverdueGauge overdue;
  private final SchedulerSettings settings;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("scheduler-rounds").factory());

  MaintenanceLoop(
      ScheduleReconciler upkeep,
      CompletionWaiter ends,
      OverdueGauge overdue,
      SchedulerSettings settings) {
    this.upkeep = upkeep;
    this.ends = ends;
    this.overdue = overdue;
    this.settings = settings;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    repeat(upkeep::reconcile, settings.upkeepEvery());
    repeat(ends::releaseEnded, settings.lookEvery());
    repeat(overdue::measure, COUNT_EVERY);
  }

  private void repeat(Runnable round, Duration every) {
    var unused = thread.scheduleWithFixedDelay(round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
      LOG.warn("The scheduler's last round did not end in time; the next instance sees to it");
      thread.shutdownNow();
    }
  }
}
