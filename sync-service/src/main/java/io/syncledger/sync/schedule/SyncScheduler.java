package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Runs this instance's db-scheduler. It picks no more tasks than it has threads, and a task lasts
 * as long as its sync: other due tasks stay in the table until a thread of any instance is free.
 */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class SyncScheduler implements ApplicationEventListener<ServerStartupEvent> {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final CompletionWaiter completions;

  SyncScheduler(
      @Named("sync") DataSource dataSource,
      ScheduledSyncJob job,
      SchedulerMetrics metrics,
      CompletionWaiter completions,
      SchedulerSettings settings,
      Clock clock) {
    this.completions = completions;
    // Unwrapped, because the injected data source only lends connections of open transactions.
    this.scheduler =
        new Builder(DelegatingDataSource.unwrapDataSource(dataSource), job.task(), clock)
            .schedulerName(new SchedulerName.Fixed("sync-service-" + UUID.randomUUID()))
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
            .threads(settings.maxConcurrentSyncs())
            .executorService(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("scheduled-sync-", 0).factory()))
            .pollUsingLockAndFetch(0.9, 1.0)
            .pollingInterval(settings.pollInterval())
            .heartbeatInterval(settings.heartbeatInterval())
            .missedHeartbeatsLimit(SchedulerSettings.MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP_WITHIN)
            .failureLogging(LogLevel.OFF, false)
            .addSchedulerListener(metrics)
            .build();
  }

  /** Sets the clock, which the builder exposes to subclasses only. */
  private static final class Builder extends SchedulerBuilder {
    private Builder(DataSource dataSource, Task<?> task, Clock clock) {
      super(dataSource, List.of(task));
      this.clock = clock::instant;
    }
  }

  /** Changes tasks from outside of an execution. */
  SchedulerClient client() {
    return scheduler;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    scheduler.start();
  }

  /** Ends the executions that wait for syncs, so that none is left to time out; the syncs go on. */
  @PreDestroy
  void stop() {
    completions.close();
    scheduler.stop();
  }
}
